package dev.storekeeper.cli;

import java.nio.file.Path;
import java.util.Locale;

/** The kinds of policies that the lint knows. */
enum PolicyKind {
  TRUST,
  CLEANUP;

  /** What a file is by its name: a cleanup policy if it says so, else a trust policy. */
  static PolicyKind of(Path file) {
    return String.valueOf(file.getFileName()).startsWith("cleanup") ? CLEANUP : TRUST;
  }

  /** Where the policy of a stack is. */
  Path usualFile() {
    return Path.of("policies", this + ".yaml");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
