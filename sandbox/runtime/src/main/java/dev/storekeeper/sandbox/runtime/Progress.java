package dev.storekeeper.sandbox.runtime;

import java.time.Duration;

/** Hears what a starting sandbox has done. */
@FunctionalInterface
public interface Progress {
  /** A step is done: its name, a few words on it and how long it took. */
  void step(String name, String text, Duration took);
}
