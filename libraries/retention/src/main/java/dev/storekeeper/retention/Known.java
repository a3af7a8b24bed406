package dev.storekeeper.retention;

/**
 * What is known of a fact. The difference between "asked in vain" and "the answer is nothing" is
 * what keeps a failed read from looking like a missing protection.
 *
 * @param <T> the fact
 */
public sealed interface Known<T> {
  /**
   * It was asked and answered.
   *
   * @param value the answer
   */
  record Value<T>(T value) implements Known<T> {}

  /**
   * It was asked in vain, so that whatever depends on it is kept.
   *
   * @param why the reason, for people
   */
  record Unknown<T>(String why) implements Known<T> {}

  /** Nobody asked yet; a decision that depends on it says so. */
  record Unasked<T>() implements Known<T> {}
}
