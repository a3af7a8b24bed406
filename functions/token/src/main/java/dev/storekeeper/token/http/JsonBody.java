package dev.storekeeper.token.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.storekeeper.token.refusal.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a JSON body strictly: no duplicate, unknown or null members, nothing after the object. */
final class JsonBody {
  private static final Set<String> LISTS = Set.of("resource", "audience", "format");
  private static final int MAX_ITEMS = 100;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(3)
                          .maxNameLength(64)
                          .maxNumberLength(20)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonBody() {}

  static Parameters read(byte[] body) throws RefusedException {
    if (body.length == 0) {
      return Parameters.none();
    }
    JsonNode root = parse(body);
    if (!root.isObject()) {
      throw Parameters.malformed("The body is not a JSON object.", "json-type");
    }
    Map<String, List<String>> values = new HashMap<>();
    for (Map.Entry<String, JsonNode> member : root.properties()) {
      String name = member.getKey();
      if (!Parameters.KNOWN.contains(name)) {
        throw Parameters.malformed(
            "A member is unknown; known are " + String.join(", ", Parameters.KNOWN) + ".",
            "unknown-member");
      }
      values.put(name, texts(name, member.getValue()));
    }
    return new Parameters(values);
  }

  private static JsonNode parse(byte[] body) throws RefusedException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return JSON.readTree(text);
    } catch (CharacterCodingException | JsonProcessingException e) {
      throw Parameters.malformed(
          "The body is not a JSON object in UTF-8 without duplicate members.", "json-syntax");
    }
  }

  private static List<String> texts(String name, JsonNode value) throws RefusedException {
    if (name.equals("duration_seconds")) {
      if (!value.isIntegralNumber()) {
        throw Parameters.malformed("duration_seconds is not a whole number.", "json-type");
      }
      return List.of(value.asText());
    }
    if (!value.isArray()) {
      return List.of(text(name, value));
    }
    if (!LISTS.contains(name) || value.size() > MAX_ITEMS) {
      throw Parameters.malformed(name + " must be a text.", "json-type");
    }
    List<String> texts = new ArrayList<>(value.size());
    for (JsonNode item : value) {
      texts.add(text(name, item));
    }
    return texts;
  }

  private static String text(String name, JsonNode value) throws RefusedException {
    if (!value.isTextual() || value.asText().isEmpty() || Parameters.isUnclean(value.asText())) {
      throw Parameters.malformed(name + " must be a text without control characters.", "json-type");
    }
    return value.asText();
  }
}
