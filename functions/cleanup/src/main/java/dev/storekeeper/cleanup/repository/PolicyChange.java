package dev.storekeeper.cleanup.repository;

/** What has to become of a permissions policy. */
sealed interface PolicyChange {
  /** It is as it should be. */
  record None() implements PolicyChange {}

  /** It gets another document. */
  record Set(String document) implements PolicyChange {}

  /** It is removed. */
  record Remove() implements PolicyChange {}
}
