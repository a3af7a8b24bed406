package dev.storekeeper.trust;

import dev.storekeeper.trust.Explanation.Failure;
import java.util.List;

/**
 * What one statement says of a request, for operators.
 *
 * @param statement its id
 * @param matches whether the claims match it
 * @param failures what does not match, or what of the request goes beyond its grant
 */
public record StatementResult(
    String statement, Effect effect, Mode mode, boolean matches, List<Failure> failures) {
  public StatementResult {
    failures = List.copyOf(failures);
  }
}
