package dev.storekeeper.trust;

import dev.storekeeper.trust.Explanation.Failure;
import java.util.List;
import java.util.Optional;

/**
 * Everything about a decision, for operators and never for callers.
 *
 * @param decision the decision, as the caller would hear of it
 * @param statement the statement that decided, or that came nearest to allowing
 * @param failures what failed, with what the policy expects
 * @param statements every statement of the issuer, in the order of the policy
 */
public record Evaluation(
    Decision decision,
    Optional<String> statement,
    List<Failure> failures,
    List<StatementResult> statements) {
  public Evaluation {
    failures = List.copyOf(failures);
    statements = List.copyOf(statements);
  }
}
