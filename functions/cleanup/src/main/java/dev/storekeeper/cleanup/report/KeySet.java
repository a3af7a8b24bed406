package dev.storekeeper.cleanup.report;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Keys of versions, and which of them were seen since. First all are added, then they are looked
 * up.
 */
final class KeySet {
  private final int bound;
  private long[] keys = new long[1024];
  private int size;
  private boolean overflowed;
  private final BitSet seen = new BitSet();

  KeySet(int bound) {
    this.bound = bound;
  }

  void add(long key) {
    if (size == bound) {
      overflowed = true;
      return;
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
    }
    keys[size++] = key;
  }

  /** Whether there were more than the bound, so that a lookup would tell nothing. */
  boolean isOverflowed() {
    return overflowed;
  }

  /** Ends adding. */
  void sort() {
    Arrays.sort(keys, 0, size);
  }

  /** Whether a key was added; it counts as seen from now on. */
  boolean see(long key) {
    int index = Arrays.binarySearch(keys, 0, size, key);
    if (index >= 0) {
      seen.set(index);
    }
    return index >= 0;
  }

  boolean wasSeen(long key) {
    int index = Arrays.binarySearch(keys, 0, size, key);
    return index >= 0 && seen.get(index);
  }
}
