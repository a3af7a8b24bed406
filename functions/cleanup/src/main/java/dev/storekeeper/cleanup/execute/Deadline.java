package dev.storekeeper.cleanup.execute;

/** How much time there is. */
@FunctionalInterface
public interface Deadline {
  /** Whether there is enough time left for another call and what has to follow it. */
  boolean hasTime();
}
