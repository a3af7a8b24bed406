package dev.storekeeper.sandbox.runtime.http;

import dev.storekeeper.sandbox.runtime.AwsException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a query protocol call, flat as they come: {@code Attributes.entry.1.key}.
 *
 * @param values values by name
 */
public record QueryParameters(Map<String, String> values) {
  private static final int MAX_ENTRIES = 1000;

  /** The parameters of a request: of its query string and of its form body. */
  public static QueryParameters of(AwsRequest request) {
    Map<String, String> values = new LinkedHashMap<>(request.query());
    values.putAll(Forms.decode(new String(request.body(), StandardCharsets.UTF_8)));
    return new QueryParameters(values);
  }

  /** A parameter that may be absent. */
  public Optional<String> optional(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * A parameter that must be there.
   *
   * @throws AwsException {@code 400 ValidationError} if it is absent
   */
  public String required(String name) {
    return optional(name)
        .orElseThrow(() ->
            new AwsException(400, "ValidationError", "the parameter " + name + " is missing"));
  }

  /** The texts of a list, {@code <prefix>.1}, {@code <prefix>.2} and so on. */
  public List<String> list(String prefix) {
    List<String> texts = new ArrayList<>();
    for (int i = 1; values.containsKey(prefix + "." + i) && i <= MAX_ENTRIES; i++) {
      texts.add(required(prefix + "." + i));
    }
    return texts;
  }

  /** The parts of a list of structures, each with the names below {@code <prefix>.<number>.}. */
  public List<QueryParameters> structures(String prefix) {
    Map<Integer, Map<String, String>> parts = new java.util.TreeMap<>();
    values.forEach((name, value) -> {
      if (name.startsWith(prefix + ".")) {
        String rest = name.substring(prefix.length() + 1);
        int dot = rest.indexOf('.');
        if (dot > 0 && rest.substring(0, dot).matches("[1-9]\\d{0,3}")) {
          parts
              .computeIfAbsent(Integer.parseInt(rest, 0, dot, 10), number -> new LinkedHashMap<>())
              .put(rest.substring(dot + 1), value);
        }
      }
    });
    return parts.values().stream().map(QueryParameters::new).toList();
  }

  /** A map, {@code <prefix>.1.key} and {@code <prefix>.1.value} and so on. */
  public Map<String, String> map(String prefix) {
    Map<String, String> entries = new LinkedHashMap<>();
    for (QueryParameters entry : structures(prefix)) {
      entries.put(entry.required("key"), entry.optional("value").orElse(""));
    }
    return entries;
  }
}
