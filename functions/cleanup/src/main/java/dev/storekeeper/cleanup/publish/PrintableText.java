package dev.storekeeper.cleanup.publish;

import java.nio.charset.StandardCharsets;

/** What a service said, fit for a message: one line, bounded. */
final class PrintableText {
  private PrintableText() {}

  static String of(byte[] bytes, int max) {
    String text = new String(bytes, 0, Math.min(bytes.length, 4 * max), StandardCharsets.UTF_8);
    String line = text.replaceAll("[\\p{Cntrl}\\s\\p{C}]+", " ").strip();
    return line.length() <= max ? line : line.substring(0, max - 3) + "...";
  }
}
