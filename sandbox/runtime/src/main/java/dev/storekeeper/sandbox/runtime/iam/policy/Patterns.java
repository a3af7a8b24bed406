package dev.storekeeper.sandbox.runtime.iam.policy;

import java.util.List;

/**
 * An {@code Action} or {@code Resource} element.
 *
 * @param patterns at least one pattern
 * @param inverted whether it was written as {@code NotAction} or {@code NotResource}
 */
record Patterns(List<String> patterns, boolean inverted) {
  Patterns {
    patterns = List.copyOf(patterns);
  }
}
