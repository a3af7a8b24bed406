package dev.storekeeper.sandbox.runtime.sts;

import dev.storekeeper.sandbox.runtime.iam.Caller;

/** Which roles exist and whom they trust. */
@FunctionalInterface
public interface RoleTrust {
  /**
   * Whether the role exists and the caller may assume it, as its trust policy and, where that is
   * not enough, the caller's own policies say.
   */
  boolean assumable(String roleArn, Caller caller);
}
