package dev.storekeeper.codeartifact.pace;

/**
 * How often throttling halved a rate, and when the last halving ends. From then on the rate doubles
 * every five minutes until it is what it was.
 *
 * @param halvings 0 if nothing was throttled
 * @param until microseconds since the epoch
 */
record Slowdown(int halvings, long until) {
  static final Slowdown NONE = new Slowdown(0, 0);

  private static final long LASTS = 300 * Micros.SECOND;

  /** How many halvings are in force. */
  int at(long now) {
    if (now < until) {
      return halvings;
    }
    return (int) Math.max(0, halvings - 1 - (now - until) / LASTS);
  }

  /**
   * After one more answer that throttles. Answers within a second of a halving belong to it: they
   * answer calls that were made before anybody could slow down.
   */
  Slowdown throttled(long now, Rate rate) {
    if (halvings > 0 && now < until - LASTS + Micros.SECOND) {
      return this;
    }
    return new Slowdown(Math.min(at(now) + 1, rate.mostHalvings()), now + LASTS);
  }
}
