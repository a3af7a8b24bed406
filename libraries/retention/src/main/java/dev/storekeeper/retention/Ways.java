package dev.storekeeper.retention;

import java.util.BitSet;
import java.util.Optional;

/**
 * The ways of matching a pattern that are left. Its sets are never changed.
 *
 * @param open the ways that no known attribute contradicts
 * @param doubtful those of which an attribute is unknown
 * @param doubt why it is unknown; present if anything was
 * @param unasked those that ask about dist-tags, which nobody asked for yet
 */
record Ways(BitSet open, BitSet doubtful, Optional<String> doubt, BitSet unasked) {
  /** Whether the pattern matches, if nothing else is to be known. */
  Truth truth() {
    BitSet certain = (BitSet) open.clone();
    certain.andNot(doubtful);
    certain.andNot(unasked);
    if (!certain.isEmpty()) {
      return Truth.YES;
    }
    if (open.isEmpty()) {
      return Truth.NO;
    }
    return open.intersects(unasked) ? Truth.UNASKED : Truth.UNKNOWN;
  }

  /** The same with a reason. */
  Check check(String matches, String doesNot) {
    return switch (truth()) {
      case YES -> Check.yes(matches);
      case NO -> Check.no(doesNot);
      case UNKNOWN -> Check.unknown(doubt.orElse("something is unknown"));
      case UNASKED -> Check.ask(Question.DIST_TAGS);
    };
  }
}
