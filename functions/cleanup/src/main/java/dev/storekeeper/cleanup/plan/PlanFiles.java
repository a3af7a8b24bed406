package dev.storekeeper.cleanup.plan;

/** Where a plan's files are in the bucket. */
public final class PlanFiles {
  private PlanFiles() {}

  /** The facts of the run about the domain's repositories. */
  public static String repositories(String plan) {
    return folder(plan) + "repositories.json";
  }

  /** A chunk of rows; the fence keeps two workers from writing the same one. */
  public static String chunk(String plan, String repository, int sequence, long fence) {
    return "%srows/%s/%06d-%d.jsonl.gz".formatted(folder(plan), repository, sequence, fence);
  }

  /** What was decided about each repository. */
  public static String repositoryDecisions(String plan) {
    return folder(plan) + "repositories-selected.json";
  }

  /** The manifest, which names every chunk that counts. */
  public static String manifest(String plan) {
    return folder(plan) + "manifest.json";
  }

  private static String folder(String plan) {
    return "plans/" + plan + "/";
  }
}
