package dev.storekeeper.retention;

import java.util.BitSet;
import java.util.Optional;

/**
 * The ways of matching a pattern that are left. Its sets are never changed.
 *
 * @param open the ways that no known attribute contradicts
 * @param doubtful those of which an attribute is unknown
 * @param doubt why it is unknown; present if anything was
 */
record Ways(BitSet open, BitSet doubtful, Optional<String> doubt) {
  /** Whether the pattern matches, if nothing else is to be known. */
  Truth truth() {
    BitSet certain = (BitSet) open.clone();
    certain.andNot(doubtful);
    if (!certain.isEmpty()) {
      return Truth.YES;
    }
    return open.isEmpty() ? Truth.NO : Truth.UNKNOWN;
  }

  /** The same with a reason. */
  Check check(String matches, String doesNot) {
    return switch (truth()) {
      case YES -> Check.yes(matches);
      case NO -> Check.no(doesNot);
      case UNKNOWN, UNASKED -> Check.unknown(doubt.orElse("something is unknown"));
    };
  }
}
