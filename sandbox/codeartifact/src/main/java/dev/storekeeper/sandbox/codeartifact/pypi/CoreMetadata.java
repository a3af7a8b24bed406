package dev.storekeeper.sandbox.codeartifact.pypi;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An artifact's core metadata (packaging specification "Core metadata").
 *
 * @param fields the values by lower-case field name, unfolded lines joined by line feeds
 * @param body the text after the headers, possibly empty
 */
record CoreMetadata(Map<String, List<String>> fields, String body) {
  /** What old build tools write into a field that they have no value for. */
  private static final String PLACEHOLDER = "UNKNOWN";

  CoreMetadata {
    fields =
        fields.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
  }

  /** All values of a field. */
  List<String> all(String field) {
    return fields.getOrDefault(field.toLowerCase(Locale.ROOT), List.of());
  }

  /** A field's first value with its lines kept; empty where there is none. */
  String text(String field) {
    List<String> values = all(field);
    String text = values.isEmpty() ? "" : values.getFirst();
    return text.strip().equals(PLACEHOLDER) ? "" : text;
  }

  /** A field's first value on one line; empty where there is none. */
  String line(String field) {
    return text(field).strip().replaceAll("\\s+", " ");
  }

  /** The long description, from the body or else from the older field. */
  String description() {
    String text = body.strip();
    return text.isEmpty() || text.equals(PLACEHOLDER) ? text("Description") : body;
  }
}
