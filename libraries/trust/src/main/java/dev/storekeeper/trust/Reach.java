package dev.storekeeper.trust;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.policy.Place;
import java.util.List;

/**
 * Which jobs a statement matches.
 *
 * @param asked what the statement itself asks
 * @param whole the same with what each of its issuers requires
 */
record Reach(Statement statement, Place place, List<Branch> asked, List<Branch> whole) {
  Reach {
    asked = List.copyOf(asked);
    whole = List.copyOf(whole);
  }

  static Reach of(TrustDocument document, Statement statement, Place place) {
    List<Branch> whole =
        document.issuersOf(statement).stream()
            .flatMap(issuer -> Branch.of(issuer, statement).stream())
            .toList();
    return new Reach(statement, place, Branch.of(statement.when()), whole);
  }

  /** Whether it matches whatever another one matches; a no may be wrong, a yes not. */
  boolean covers(Reach other) {
    return statement.issuers().containsAll(other.statement.issuers())
        && other.whole.stream()
            .allMatch(branch -> asked.stream().anyMatch(candidate -> implies(branch, candidate)));
  }

  private static boolean implies(Branch narrow, Branch wide) {
    return wide.tests().stream()
        .allMatch(asked ->
            narrow.tests().stream()
                .anyMatch(given ->
                    given.field().equals(asked.field())
                        && given.alternatives().stream()
                            .allMatch(value -> isIn(value, asked.alternatives()))));
  }

  private static boolean isIn(JsonNode value, List<JsonNode> alternatives) {
    return alternatives.contains(value)
        || alternatives.stream().anyMatch(alternative -> matches(value, alternative));
  }

  private static boolean matches(JsonNode value, JsonNode alternative) {
    if (!value.isTextual() || !alternative.isObject()) {
      return false;
    }
    String text = value.textValue();
    JsonNode prefix = alternative.path("prefix");
    JsonNode suffix = alternative.path("suffix");
    return (prefix.isTextual() && text.startsWith(prefix.textValue()))
        || (suffix.isTextual() && text.endsWith(suffix.textValue()))
        || alternative.path("exists").asBoolean();
  }
}
