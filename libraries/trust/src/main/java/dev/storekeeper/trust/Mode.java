package dev.storekeeper.trust;

/** Whether a statement counts. */
public enum Mode {
  /** It does. */
  ENFORCE,
  /** It is only recorded what it would have done; it never grants and never denies. */
  AUDIT
}
