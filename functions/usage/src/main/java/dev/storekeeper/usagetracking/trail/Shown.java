package dev.storekeeper.usagetracking.trail;

import com.fasterxml.jackson.databind.node.TextNode;

/** Shows in an error what was found: as JSON, so that control characters are escaped, and short. */
final class Shown {
  private static final int MAX = 80;

  private Shown() {}

  static String text(String value) {
    return TextNode.valueOf(value.substring(0, Math.min(value.length(), MAX))).toString();
  }
}
