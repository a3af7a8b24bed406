package dev.storekeeper.retention;

/** One of the things that a version has to meet to be selected. */
interface Criterion {
  /** Its field in the policy's selection. */
  String field();

  /** Whether a version meets it. */
  Check check(VersionView version);

  /** Whether it only looks at what is always known, so that it never leads to a question. */
  default boolean isFree() {
    return false;
  }
}
