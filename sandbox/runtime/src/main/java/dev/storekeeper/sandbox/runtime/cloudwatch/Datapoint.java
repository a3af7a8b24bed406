package dev.storekeeper.sandbox.runtime.cloudwatch;

/**
 * Values of a metric over a time, taken together.
 *
 * @param count how many values, at least one
 * @param sum their sum
 * @param minimum the smallest
 * @param maximum the largest
 */
record Datapoint(long count, double sum, double minimum, double maximum) {
  static Datapoint of(double value) {
    return new Datapoint(1, value, value, value);
  }

  Datapoint with(Datapoint other) {
    return new Datapoint(
        count + other.count,
        sum + other.sum,
        Math.min(minimum, other.minimum),
        Math.max(maximum, other.maximum));
  }
}
