package dev.storekeeper.token.exchange;

import dev.storekeeper.token.configuration.Presentation;
import dev.storekeeper.trust.AccessRequest;
import java.util.Optional;

/**
 * A decoded request of a CI job.
 *
 * @param subjectToken the ID token, unchecked
 * @param access what is asked for
 * @param presentation how the answer is to be written
 * @param runLabel what the job calls its run, for the audit record alone
 */
public record ExchangeRequest(
    String subjectToken,
    AccessRequest access,
    Presentation presentation,
    Optional<String> runLabel) {

  /** What is asked for, without the ID token. */
  @Override
  public String toString() {
    return "request for " + access;
  }
}
