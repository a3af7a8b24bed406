package dev.storekeeper.cleanup.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The headers of a signed request of STS, by lower-case name. They hold a secret: no text of this
 * shows a value.
 */
final class SignedHeaders {
  /** What a request of STS has, and what binds it to a request of this function. */
  private static final Set<String> NAMES =
      Set.of(
          "authorization",
          "content-type",
          "host",
          "x-amz-content-sha256",
          "x-amz-date",
          "x-amz-security-token",
          "x-storekeeper-action",
          "x-storekeeper-subject");

  private static final int MAX_VALUE = 16 * 1024;
  private static final Pattern VALUE = Pattern.compile("[!-~]([ -~]*[!-~])?");

  private final Map<String, String> values;

  private SignedHeaders(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  static SignedHeaders of(ObjectNode json) throws ControlException {
    Map<String, String> values = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      String name = entry.getKey().toLowerCase(Locale.ROOT);
      if (!NAMES.contains(name)) {
        throw ControlException.invalid(
            "identity: found the header " + Shown.text(name) + ", which is none of such a request");
      }
      String value = entry.getValue().asText();
      if (!entry.getValue().isTextual()
          || value.length() > MAX_VALUE
          || !VALUE.matcher(value).matches()) {
        throw ControlException.invalid(
            "identity: the header " + name + " is no text of printable ASCII");
      }
      if (values.putIfAbsent(name, value) != null) {
        throw ControlException.invalid("identity: found the header " + name + " twice");
      }
    }
    return new SignedHeaders(values);
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  String get(String name) throws ControlException {
    Optional<String> value = find(name);
    if (value.isEmpty()) {
      throw ControlException.refused(
          "It is not proved who asks: the header " + name + " is missing");
    }
    return value.get();
  }

  Set<String> names() {
    return values.keySet();
  }

  /** The names of the headers. */
  @Override
  public String toString() {
    return values.keySet().toString();
  }
}
