package dev.storekeeper.cleanup.publish;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a Python distribution says of itself (packaging specification "Core metadata"). What is no
 * field is passed over: the file was accepted once.
 *
 * @param fields values by lower-case name; the lines of one value are joined by line feeds
 * @param body what comes after the fields
 */
record CoreMetadata(Map<String, List<String>> fields, String body) {

  static CoreMetadata parse(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
    Map<String, List<String>> fields = new HashMap<>();
    List<String> current = new ArrayList<>();
    int position = 0;
    while (position < text.length()) {
      int feed = text.indexOf('\n', position);
      int end = feed < 0 ? text.length() : feed;
      String line = text.substring(position, end);
      position = feed < 0 ? end : feed + 1;
      if (line.isEmpty()) {
        break;
      }
      int colon = line.indexOf(':');
      if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        if (!current.isEmpty()) {
          current.add(current.removeLast() + "\n" + unfolded(line));
        }
      } else if (colon > 0) {
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        current = fields.computeIfAbsent(name, absent -> new ArrayList<>());
        current.add(line.substring(colon + 1).strip());
      }
    }
    return new CoreMetadata(fields, text.substring(Math.min(position, text.length())));
  }

  /** All values of a field that say something. */
  List<String> all(String field) {
    return fields.getOrDefault(field.toLowerCase(Locale.ROOT), List.of()).stream()
        .filter(value -> !value.isEmpty() && !value.equals("UNKNOWN"))
        .toList();
  }

  /** The long description, from the body or else from the older field. */
  List<String> description() {
    return body.isBlank() ? all("Description") : List.of(body);
  }

  /** Folded lines begin with eight spaces, or with seven and a bar. */
  private static String unfolded(String line) {
    return line.startsWith("        ") || line.startsWith("       |")
        ? line.substring(8)
        : line.strip();
  }
}
