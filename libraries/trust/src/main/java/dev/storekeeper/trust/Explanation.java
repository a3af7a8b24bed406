package dev.storekeeper.trust;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Why a decision came out as it did, for the caller. Everybody whose token is verified sees its own
 * claims; only who matches the tenant pins of a statement (the issuer's included) learns that it
 * exists and which claims failed, and expected values only if the policy says {@code explain:
 * full}.
 *
 * @param claims the caller's own verified claims
 * @param summary one sentence for people
 * @param statement the nearest statement whose tenant pins the caller matches
 * @param failures what kept that statement from matching
 */
public record Explanation(
    ObjectNode claims, String summary, Optional<String> statement, List<Failure> failures) {
  public Explanation {
    failures = List.copyOf(failures);
  }

  /**
   * Something that did not match.
   *
   * @param what a claim's name, or {@code scope}, {@code repository}, {@code domain}, {@code
   *     duration}
   * @param found what the caller has; absent if the claim is missing
   * @param expected what the policy asks for; absent unless the caller may know
   */
  public record Failure(String what, Optional<String> found, Optional<String> expected) {}
}
