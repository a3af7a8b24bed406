package dev.storekeeper.codeartifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Shows in an error what was found: as JSON, so that control characters are escaped, and short. */
final class Found {
  private static final int MAX = 80;

  private Found() {}

  static String text(String value) {
    return bounded(TextNode.valueOf(value.substring(0, Math.min(value.length(), MAX))).toString());
  }

  static String node(JsonNode value) {
    if (value.isMissingNode()) {
      return "nothing";
    }
    return value.isTextual() ? text(value.asText()) : bounded(value.toString());
  }

  private static String bounded(String shown) {
    return shown.length() <= MAX ? shown : shown.substring(0, MAX - 3) + "...";
  }
}
