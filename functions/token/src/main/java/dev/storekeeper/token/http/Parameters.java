package dev.storekeeper.token.http;

import dev.storekeeper.token.refusal.ErrorCode;
import dev.storekeeper.token.refusal.Refusal;
import dev.storekeeper.token.refusal.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a request, from a form or from JSON: all of them texts without control
 * characters, none of them empty.
 *
 * @param values values by name; only {@code resource} and {@code audience} may have several
 */
record Parameters(Map<String, List<String>> values) {
  /** Names that RFC 8693 section 2.1 or the README know; only JSON is held to them. */
  static final List<String> KNOWN =
      List.of(
          "grant_type",
          "subject_token",
          "subject_token_type",
          "requested_token_type",
          "resource",
          "audience",
          "scope",
          "grant",
          "duration_seconds",
          "format",
          "run_label");

  Parameters {
    values = Map.copyOf(values);
  }

  static Parameters none() {
    return new Parameters(Map.of());
  }

  Optional<String> one(String name) {
    return all(name).stream().findFirst();
  }

  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** Checks a parameter that has only some values. */
  void requireAmong(String name, List<String> allowed) throws RefusedException {
    Optional<String> value = one(name);
    if (value.isPresent() && !allowed.contains(value.get())) {
      throw malformed(
          name + " is not one of " + String.join(", ", allowed) + ".", "wrong-" + hyphens(name));
    }
  }

  /** Checks that a parameter is there. */
  void require(String name) throws RefusedException {
    if (all(name).isEmpty()) {
      throw malformed(name + " is missing.", "missing-" + hyphens(name));
    }
  }

  /** Whether a text has a control character or half of a surrogate pair. */
  static boolean isUnclean(String text) {
    return text.codePoints()
        .anyMatch(c -> Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF));
  }

  static RefusedException malformed(String description, String reason) {
    return Refusal.of(ErrorCode.MALFORMED_REQUEST, description, reason).asException();
  }

  private static String hyphens(String name) {
    return name.replace('_', '-');
  }

  /** Names only; a value may be a token. */
  @Override
  public String toString() {
    return "parameters " + values.keySet();
  }
}
