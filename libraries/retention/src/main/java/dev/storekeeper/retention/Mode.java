package dev.storekeeper.retention;

/** How far a policy goes by itself. */
public enum Mode {
  /** It is not evaluated; its keep rules do not count either. */
  OFF,
  /** It plans, and nothing changes until a person approves the plan. */
  PLAN,
  /** Within the limits its plans are carried out without a person. */
  ENFORCE
}
