package dev.storekeeper.trust;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.policy.Place;
import java.util.List;

/** Statements that never decide, because an earlier one always does. */
final class ShadowLint implements LintRule {
  @Override
  public void check(ReadDocument read, Findings findings) {
    List<Statement> statements = read.document().statements();
    for (int i = 0; i < statements.size(); i++) {
      Statement statement = statements.get(i);
      Place place = read.statements().get(i).place("id");
      for (int j = 0; j < statements.size(); j++) {
        Statement other = statements.get(j);
        if (i == j || !statement.isEnforced() || !other.isEnforced() || !statement.allows()) {
          continue;
        }
        if (!other.allows() && covers(read.document(), other, statement)) {
          findings.warning(
              "unreachable",
              place,
              "the statement " + other.id() + " denies whatever this one allows",
              "neither of them, unless " + other.id() + " is there for an emergency");
        } else if (j < i
            && other.allows()
            && grantsAll(other, statement)
            && covers(read.document(), other, statement)) {
          findings.warning(
              "shadowed",
              place,
              "the statement " + other.id() + " before it matches the same jobs and grants as much",
              "the narrower statement first, or only one of them");
        }
      }
    }
  }

  private static boolean grantsAll(Statement other, Statement statement) {
    return other.allowance().isPresent()
        && statement.allowance().isPresent()
        && other.allowance().get().covers(statement.allowance().get());
  }

  /** Whether one statement matches whatever another one matches; a no may be wrong, a yes not. */
  private static boolean covers(TrustDocument document, Statement wide, Statement narrow) {
    if (!wide.issuers().containsAll(narrow.issuers())) {
      return false;
    }
    List<Branch> wideBranches = Branch.of(wide.when());
    for (Issuer issuer : document.issuersOf(narrow)) {
      boolean all =
          Branch.of(issuer, narrow).stream()
              .allMatch(branch ->
                  wideBranches.stream().anyMatch(candidate -> implies(branch, candidate)));
      if (!all) {
        return false;
      }
    }
    return true;
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
