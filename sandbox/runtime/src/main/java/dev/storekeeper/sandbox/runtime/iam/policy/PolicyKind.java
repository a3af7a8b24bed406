package dev.storekeeper.sandbox.runtime.iam.policy;

/** Where a policy document stands, which decides what its statements must have. */
public enum PolicyKind {
  /** At a role or session: no principals. */
  IDENTITY,
  /** At a resource: principals and resources. */
  RESOURCE,
  /** A role's trust policy: principals, no resources. */
  TRUST
}
