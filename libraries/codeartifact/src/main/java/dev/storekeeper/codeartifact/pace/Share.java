package dev.storekeeper.codeartifact.pace;

import java.util.regex.Pattern;

/**
 * The part of a quota that Storekeeper takes; the rest is left to builds.
 *
 * @param part 0.01 to 1
 */
public record Share(double part) {
  /** A tenth. */
  public static final Share DEFAULT = new Share(0.1);

  private static final Pattern DECIMAL = Pattern.compile("[01](\\.[0-9]{1,4})?");
  private static final double SMALLEST = 0.01;

  /** Checks the bounds. */
  public Share {
    if (!(part >= SMALLEST && part <= 1)) {
      throw new IllegalArgumentException("share: found " + part + ", expected 0.01 to 1");
    }
  }

  /**
   * Reads a share from configuration, as in {@code 0.1}.
   *
   * @throws IllegalArgumentException if it is no decimal number between 0.01 and 1
   */
  public static Share parse(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "share: found a text that does not match "
              + DECIMAL
              + ", expected a decimal number from 0.01 to 1");
    }
    return new Share(Double.parseDouble(text));
  }

  /** The rate, in calls a second, that this share of a quota allows. */
  Rate of(Quota quota) {
    return new Rate(quota.perSecond() * part);
  }

  /** The rate while the shared state cannot be reached: a tenth of the share. */
  Rate aloneOf(Quota quota) {
    return new Rate(quota.perSecond() * part / 10);
  }
}
