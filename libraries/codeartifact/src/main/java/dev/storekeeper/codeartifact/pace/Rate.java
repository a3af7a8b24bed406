package dev.storekeeper.codeartifact.pace;

/**
 * Calls a second while nothing is throttled.
 *
 * @param perSecond more than 0
 */
record Rate(double perSecond) {
  private static final double FLOOR = 1;

  Rate {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("rate: found " + perSecond + ", expected more than 0");
    }
  }

  /** Microseconds between two calls when the rate was halved that many times; never too few. */
  long interval(int halvings) {
    double floor = Math.min(perSecond, FLOOR);
    return (long) Math.ceil(Micros.SECOND / Math.max(floor, perSecond / Math.pow(2, halvings)));
  }

  /** How many halvings bring the rate to its floor. */
  int mostHalvings() {
    int halvings = 0;
    while (interval(halvings) < interval(halvings + 1)) {
      halvings++;
    }
    return halvings;
  }
}
