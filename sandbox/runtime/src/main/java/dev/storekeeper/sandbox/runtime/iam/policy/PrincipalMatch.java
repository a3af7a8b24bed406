package dev.storekeeper.sandbox.runtime.iam.policy;

/** How a resource policy's statement reaches a principal. */
enum PrincipalMatch {
  /** Not at all. */
  NONE,
  /** Through its account: a denial holds, an allowance leaves it to identity policies. */
  ACCOUNT,
  /** By role, by service or as anyone. */
  DIRECT,
  /** By this very session, which session policies do not limit. */
  SESSION
}
