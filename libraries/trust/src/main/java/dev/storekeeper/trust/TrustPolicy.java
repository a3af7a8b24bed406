package dev.storekeeper.trust;

import dev.storekeeper.identity.Issuer;
import dev.storekeeper.identity.VerifiedToken;
import dev.storekeeper.policy.PolicyFile;
import java.util.List;

/**
 * The trust policy, {@code trust.yaml}, version 1: read once, then safe for use by many threads.
 */
public final class TrustPolicy {
  private TrustPolicy() {}

  /**
   * Reads a policy.
   *
   * @throws dev.storekeeper.policy.PolicyException with every problem of the file; the errors of
   *     the lint are among them, its warnings are not
   */
  public static TrustPolicy read(PolicyFile file) {
    return Unwritten.yet(file);
  }

  /** What CI jobs must ask for as audience. */
  public String audience() {
    return Unwritten.yet();
  }

  /** Whose tokens are taken. */
  public List<Issuer> issuers() {
    return Unwritten.yet();
  }

  /** What tells this policy from any other: {@code sha256:} and 64 hexadecimal digits. */
  public String digest() {
    return Unwritten.yet();
  }

  /** Decides: the first statement that denies, or else the first that covers the whole request. */
  public Decision decide(VerifiedToken token, AccessRequest request) {
    return Unwritten.yet(token, request);
  }
}
