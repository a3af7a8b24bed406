package dev.storekeeper.fuzz;

import dev.storekeeper.policy.PolicyException;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.trust.TrustPolicy;
import java.nio.charset.StandardCharsets;

/**
 * The trust policy's reader: any text is a policy or is refused with its problems, in bounded time
 * and memory; and a policy that is taken has one digest.
 */
public final class TrustPolicyTarget {
  private TrustPolicyTarget() {}

  /** Entry point of the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    boolean _ = accepts(input);
  }

  static boolean accepts(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    TrustPolicy policy;
    try {
      policy = read(text);
    } catch (PolicyException e) {
      if (e.problems().isEmpty()) {
        throw new AssertionError("a policy was refused without a problem", e);
      }
      return false;
    }
    if (!policy.digest().equals(read(text).digest())) {
      throw new AssertionError("a policy with two digests");
    }
    return true;
  }

  private static TrustPolicy read(String text) {
    return TrustPolicy.read(PolicyFile.of("trust.yaml", text));
  }
}
