package dev.storekeeper.trust;

import dev.storekeeper.identity.Issuer;
import dev.storekeeper.identity.Presets;
import dev.storekeeper.identity.VerifiedToken;
import dev.storekeeper.policy.PolicyException;
import dev.storekeeper.policy.PolicyFile;
import java.util.List;
import java.util.Optional;

/**
 * The trust policy, {@code trust.yaml}, version 1: read once, then safe for use by many threads.
 *
 * @see <a href="../../../../../../../../docs/trust-policy.md">its reference</a>
 */
public final class TrustPolicy {
  private final TrustDocument document;
  private final Decider decider;

  TrustPolicy(TrustDocument document, Optional<String> account) {
    this.document = document;
    this.decider = new Decider(document, account);
  }

  /**
   * Reads a policy.
   *
   * @throws PolicyException with every problem of the file; if it can be understood as a whole, the
   *     errors of the lint, failed tests included. Warnings are no problems.
   */
  public static TrustPolicy read(PolicyFile file) {
    return TrustLint.read(file, Presets::find);
  }

  /** What CI jobs must ask for as audience. */
  public String audience() {
    return document.audience();
  }

  /** Whose tokens are taken. */
  public List<Issuer> issuers() {
    return document.issuers();
  }

  /** The issuer of an id. */
  public Optional<Issuer> issuer(String id) {
    return document.issuer(id);
  }

  /** The tests that the policy brings along. */
  public List<PolicyTest> tests() {
    return document.tests();
  }

  /**
   * What tells this policy from any other: {@code sha256:} and 64 hexadecimal digits, over the
   * document after substitution, in canonical JSON, without its tests. Comments, layout and the
   * order of fields do not matter; the order of lists does.
   */
  public String digest() {
    return document.digest();
  }

  /** The same policy, where a grant without {@code domain_owner} is one of this account. */
  public TrustPolicy inAccount(String account) {
    return new TrustPolicy(document, Optional.of(account));
  }

  /**
   * Decides: the first statement that denies, or else the first that covers the whole request.
   *
   * @throws IllegalArgumentException if the token's issuer is none of the policy's
   */
  public Decision decide(VerifiedToken token, AccessRequest request) {
    return decider.decide(token, request).decision();
  }

  /** Decides and tells everything, for operators and never for callers. */
  public Evaluation evaluate(VerifiedToken token, AccessRequest request) {
    Verdict verdict = decider.decide(token, request);
    return new Evaluation(
        verdict.decision(),
        verdict.statement(),
        verdict.failures(),
        decider.results(token, request));
  }
}
