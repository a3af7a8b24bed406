package dev.storekeeper.identity;

import java.util.List;
import java.util.Optional;

/** The kinds of CI that are known. */
public final class Presets {
  private Presets() {}

  /** The names of all presets, sorted. */
  public static List<String> names() {
    return Unwritten.yet();
  }

  /** The preset of a name. */
  public static Optional<Preset> find(String name) {
    return Unwritten.yet(name);
  }
}
