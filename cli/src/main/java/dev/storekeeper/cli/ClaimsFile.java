package dev.storekeeper.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the claims of a token from a JSON file. */
final class ClaimsFile {
  private static final int MAX_BYTES = 262_144;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ClaimsFile() {}

  static ObjectNode read(Path file) throws IOException {
    if (!Files.isReadable(file) || Files.size(file) > MAX_BYTES) {
      throw new IOException(
          "cannot read " + file + ", or it is larger than " + MAX_BYTES + " bytes");
    }
    try {
      JsonNode json = JSON.readTree(Files.readAllBytes(file));
      if (json instanceof ObjectNode claims) {
        return claims;
      }
      throw new IOException(file + " holds no JSON object; expected the claims of a token");
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is no JSON: " + e.getOriginalMessage(), e);
    }
  }
}
