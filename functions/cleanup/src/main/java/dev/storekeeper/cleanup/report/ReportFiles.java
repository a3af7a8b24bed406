package dev.storekeeper.cleanup.report;

/** Where the report of a plan is in the bucket. */
final class ReportFiles {
  private ReportFiles() {}

  static String html(String plan) {
    return folder(plan) + "report.html";
  }

  static String json(String plan) {
    return folder(plan) + "report.json";
  }

  static String csv(String plan) {
    return folder(plan) + "versions.csv.gz";
  }

  private static String folder(String plan) {
    return "plans/" + plan + "/report/";
  }
}
