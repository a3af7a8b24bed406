package dev.storekeeper.retention;

/** Whether something holds, as far as is known. */
public enum Truth {
  /** It holds. */
  YES,
  /** It does not hold. */
  NO,
  /** It could not be found out. */
  UNKNOWN,
  /** Nobody asked yet for what it depends on. */
  UNASKED
}
