package dev.storekeeper.retention;

import java.util.Optional;

/**
 * A protection, ready to decide.
 *
 * @param path its place in the file, as {@code protect[0]}
 */
record ProtectionRule(String path, String name, AttributePattern pattern) {
  static ProtectionRule of(String path, Protection protection) {
    return new ProtectionRule(
        path, protection.name(), AttributePattern.of(Optional.of(protection.when())));
  }

  /** Whether it covers what is left. */
  Check check(Ways left) {
    return switch (left.truth()) {
      case YES -> Check.yes("protected by " + name);
      case NO -> Check.no(name + " does not match");
      case UNASKED -> Check.ask(Question.DIST_TAGS);
      case UNKNOWN ->
          Check.unknown(
              name + " may protect it, which is unknown: " + left.doubt().orElse("nobody asked"));
    };
  }
}
