package dev.storekeeper.sandbox.runtime.iam.policy;

/** What one policy says about a request, the weakest first. */
public enum Verdict {
  /** No statement applies. */
  SILENT,
  /** A statement of a resource policy leaves it to the policies of the caller's account. */
  DELEGATE,
  /** A statement allows it and none denies it. */
  ALLOW,
  /**
   * A statement of a resource policy allows the very session, which session policies do not limit.
   */
  ALLOW_SESSION,
  /** A statement denies it. */
  DENY
}
