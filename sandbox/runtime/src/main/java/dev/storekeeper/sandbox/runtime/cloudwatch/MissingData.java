package dev.storekeeper.sandbox.runtime.cloudwatch;

/** What a period without values counts as: CloudWatch's TreatMissingData. */
enum MissingData {
  MISSING("missing"),
  IGNORE("ignore"),
  BREACHING("breaching"),
  NOT_BREACHING("notBreaching");

  private final String title;

  MissingData(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
