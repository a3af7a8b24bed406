package dev.storekeeper.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a page ended, as an opaque text that only the same query understands.
 *
 * @param key the key of the last record, as attributes of the table or of its index
 */
record Cursor(Map<String, String> key) {
  private static final int MAX_LENGTH = 16_384;
  private static final int FINGERPRINT_BYTES = 12;

  Cursor {
    key = Map.copyOf(key);
  }

  /**
   * Reads a cursor.
   *
   * @throws IllegalArgumentException if it is none of this query
   */
  static Cursor read(String text, LedgerQuery query) {
    if (text.length() > MAX_LENGTH) {
      throw refused("found " + text.length() + " characters");
    }
    JsonNode json;
    try {
      json =
          RecordJson.read(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw refused("found another text");
    }
    if (!json.path("query").asText().equals(fingerprint(query))) {
      throw refused("found a cursor of another query");
    }
    Map<String, String> key = new TreeMap<>();
    json.path("key").properties().forEach(e -> key.put(e.getKey(), e.getValue().asText()));
    return new Cursor(key);
  }

  String text(LedgerQuery query) {
    ObjectNode json = RecordJson.object().put("query", fingerprint(query));
    ObjectNode keys = json.putObject("key");
    new TreeMap<>(key).forEach(keys::put);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(RecordJson.write(json).getBytes(StandardCharsets.UTF_8));
  }

  private static IllegalArgumentException refused(String found) {
    return new IllegalArgumentException(
        "cursor: " + found + ", expected the cursor of an earlier page of this query");
  }

  private static String fingerprint(LedgerQuery query) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(query.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
