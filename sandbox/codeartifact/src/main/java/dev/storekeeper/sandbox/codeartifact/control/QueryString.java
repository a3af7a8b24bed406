package dev.storekeeper.sandbox.codeartifact.control;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Query strings as maps. */
final class QueryString {
  private QueryString() {}

  /** The parameters of a raw query string; one that is given twice is refused. */
  static Map<String, String> parse(@Nullable String raw) {
    Map<String, String> parameters = new TreeMap<>();
    if (raw == null || raw.isEmpty()) {
      return parameters;
    }
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      if (parameters.put(name, value) != null) {
        throw Constraint.violation(name, "given more than once", "one value");
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ServiceException.invalid(
          "The query string holds '" + text + "', expected percent-encoded text");
    }
  }
}
