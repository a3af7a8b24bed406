package dev.storekeeper.cleanup.registry;

/** Says what goes wrong with a call of {@link FakeRegistry}. */
@FunctionalInterface
public interface RegistryFaults {
  /** What can go wrong. */
  enum Fault {
    /** Nothing. */
    NONE,
    /** The call is throttled or fails, and does nothing. */
    UNAVAILABLE,
    /** The caller may not. */
    DENIED,
    /** The call does what it should, but nobody learns of it. */
    LOST_ANSWER,
    /** A listing is as it was before the last change of its package. */
    STALE,
    /** The caller is killed before the call. */
    KILLED,
    /** The caller is killed after the call. */
    KILLED_AFTER
  }

  /** What goes wrong with a call of an operation, named as in the API, for a resource. */
  Fault at(String operation, Object resource);
}
