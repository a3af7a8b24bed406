package dev.storekeeper.cleanup.plan;

/** Where a plan is. */
public enum PlanState {
  /** The scan is under way. */
  SCANNING,
  /** Complete; a person may approve it. */
  WAITING,
  /** Approved, wholly or for the policies that go by themselves; being carried out. */
  APPROVED,
  /** A later plan of the domain took its place before it was approved. */
  SUPERSEDED,
  /** A person ended it; what it archived is given back. */
  CANCELLED,
  /** The scan could not be trusted; nothing comes of it. */
  STOPPED,
  /** Complete, with nothing to remove. */
  EMPTY
}
