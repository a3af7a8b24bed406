package dev.storekeeper.trust;

/** What a statement does to whom it matches. */
public enum Effect {
  /** Grants what its {@code grant} says. */
  ALLOW,
  /** Refuses everything, whatever other statements allow. */
  DENY
}
