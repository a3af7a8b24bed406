package dev.storekeeper.policy.lint;

/** How much a finding matters. */
public enum Severity {
  /** The policy cannot be used. */
  ERROR,
  /** The policy can be used, but a person should look. */
  WARNING
}
