package dev.storekeeper.cli;

import java.util.List;
import java.util.Locale;

/** Sizes for people, in powers of 1000. */
final class Sizes {
  private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB", "PB");
  private static final int STEP = 1000;

  private Sizes() {}

  static String text(long bytes) {
    if (bytes < STEP) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    while (value >= STEP && unit < UNITS.size() - 1) {
      value /= STEP;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, UNITS.get(unit));
  }
}
