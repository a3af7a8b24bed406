package dev.storekeeper.cleanup.report;

import java.util.Optional;

/**
 * Says which repository's versions free how many bytes. A domain stores an asset once, so a version
 * frees nothing while it stays in another repository; where it goes from several, the largest
 * counts, for the repository that has it. A hash table of primitive values: 20 bytes a slot.
 */
final class ReclaimTable {
  private static final int STAYS = -1;
  private static final int EMPTY = 0;

  private final int bound;
  private long[] keys = new long[1024];
  private long[] bytes = new long[1024];
  private int[] owners = new int[1024];
  private int size;
  private boolean overflowed;

  ReclaimTable(int bound) {
    this.bound = bound;
  }

  /** Adds a version that stays somewhere. */
  void stays(long key) {
    put(key, 0, STAYS);
  }

  /**
   * Adds a version that goes from a repository.
   *
   * @param repository its number, from 0
   */
  void goes(long key, long size, int repository) {
    put(key, size, repository + 1);
  }

  /**
   * The bytes that each repository's versions free; absent if there were more versions than the
   * bound.
   */
  Optional<long[]> byRepository(int repositories) {
    if (overflowed) {
      return Optional.empty();
    }
    long[] sums = new long[repositories];
    for (int slot = 0; slot < owners.length; slot++) {
      if (owners[slot] > EMPTY) {
        sums[owners[slot] - 1] += bytes[slot];
      }
    }
    return Optional.of(sums);
  }

  private void put(long key, long value, int owner) {
    int slot = slot(key);
    if (owners[slot] == EMPTY) {
      if (size == bound) {
        overflowed = true;
        return;
      }
      size++;
      set(slot, key, value, owner);
      if (size > keys.length / 4 * 3) {
        grow();
      }
    } else if (owner == STAYS || (owners[slot] != STAYS && value > bytes[slot])) {
      set(slot, key, value, owner);
    }
  }

  private void set(int slot, long key, long value, int owner) {
    keys[slot] = key;
    bytes[slot] = value;
    owners[slot] = owner;
  }

  private int slot(long key) {
    int slot = (int) key & (keys.length - 1);
    while (owners[slot] != EMPTY && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldBytes = bytes;
    int[] oldOwners = owners;
    keys = new long[oldKeys.length * 2];
    bytes = new long[oldKeys.length * 2];
    owners = new int[oldKeys.length * 2];
    for (int slot = 0; slot < oldKeys.length; slot++) {
      if (oldOwners[slot] != EMPTY) {
        set(slot(oldKeys[slot]), oldKeys[slot], oldBytes[slot], oldOwners[slot]);
      }
    }
  }
}
