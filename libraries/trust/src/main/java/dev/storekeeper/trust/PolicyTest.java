package dev.storekeeper.trust;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.policy.Place;
import java.util.List;
import java.util.Optional;

/**
 * A test that a policy brings along.
 *
 * @param name what it shows
 * @param issuer the id of the issuer of the token
 * @param claims all claims that the token has
 * @param request what is asked for
 * @param expected what the policy should decide
 * @param place where the test stands
 */
public record PolicyTest(
    String name,
    String issuer,
    ObjectNode claims,
    AccessRequest request,
    Expectation expected,
    Place place) {
  /**
   * What a policy should decide.
   *
   * @param allowed whether it should grant the request
   * @param statement the id of the statement that should grant or deny it, or be the nearest
   * @param reason the reason of the denial
   * @param failures the claims or parts of the request that should fail, in any order; empty if it
   *     does not matter
   */
  public record Expectation(
      boolean allowed,
      Optional<String> statement,
      Optional<DenialReason> reason,
      List<String> failures) {
    public Expectation {
      failures = List.copyOf(failures);
    }
  }
}
