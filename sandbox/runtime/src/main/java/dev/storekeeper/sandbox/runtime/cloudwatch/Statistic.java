package dev.storekeeper.sandbox.runtime.cloudwatch;

/** What is made of a period's values: CloudWatch's Statistic. */
enum Statistic {
  SAMPLE_COUNT("SampleCount"),
  AVERAGE("Average"),
  SUM("Sum"),
  MINIMUM("Minimum"),
  MAXIMUM("Maximum");

  private final String title;

  Statistic(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  double of(Datapoint point) {
    return switch (this) {
      case SAMPLE_COUNT -> point.count();
      case AVERAGE -> point.sum() / point.count();
      case SUM -> point.sum();
      case MINIMUM -> point.minimum();
      case MAXIMUM -> point.maximum();
    };
  }
}
