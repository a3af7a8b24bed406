package dev.storekeeper.sandbox.runtime.cloudwatch;

/** How a value breaches a threshold: CloudWatch's ComparisonOperator. */
enum Comparison {
  GREATER_THAN_OR_EQUAL("GreaterThanOrEqualToThreshold", "greater than or equal to"),
  GREATER_THAN("GreaterThanThreshold", "greater than"),
  LESS_THAN("LessThanThreshold", "less than"),
  LESS_THAN_OR_EQUAL("LessThanOrEqualToThreshold", "less than or equal to");

  private final String operator;
  private final String words;

  Comparison(String operator, String words) {
    this.operator = operator;
    this.words = words;
  }

  String operator() {
    return operator;
  }

  String words() {
    return words;
  }

  boolean breaches(double value, double threshold) {
    return switch (this) {
      case GREATER_THAN_OR_EQUAL -> value >= threshold;
      case GREATER_THAN -> value > threshold;
      case LESS_THAN -> value < threshold;
      case LESS_THAN_OR_EQUAL -> value <= threshold;
    };
  }
}
