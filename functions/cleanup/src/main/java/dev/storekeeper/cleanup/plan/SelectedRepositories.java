package dev.storekeeper.cleanup.plan;

import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.retention.CleanupPolicy;
import dev.storekeeper.retention.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The repositories that a plan removes. */
public final class SelectedRepositories {
  private static final int MAX_BYTES = 64 * 1024 * 1024;

  private SelectedRepositories() {}

  /**
   * A repository that a plan removes.
   *
   * @param name its name
   * @param selected by which policy, and why
   */
  public record Selected(String name, Outcome.Selected selected) {}

  /**
   * Reads them.
   *
   * @throws IOException if the plan's file cannot be read, or is not what it should be
   */
  public static List<Selected> read(Bucket bucket, Plan plan) throws IOException {
    List<Selected> all = new ArrayList<>();
    if (plan.totals().selectedRepositories() == 0) {
      return all;
    }
    String key = PlanFiles.repositoryDecisions(plan.id());
    try (InputStream in = bucket.open(key)) {
      for (JsonFields each : JsonFields.read(in, MAX_BYTES).objects("repositories")) {
        if (RowCodec.outcome(each) instanceof Outcome.Selected selected) {
          all.add(new Selected(each.text("repository"), selected));
        }
      }
      return all;
    } catch (IllegalArgumentException e) {
      throw new IOException(key + ": " + e.getMessage(), e);
    }
  }

  /** How many different people have to approve of their removal. */
  public static int approvals(List<Selected> repositories, CleanupPolicy policy) {
    return repositories.stream()
        .map(it -> it.selected().policy())
        .filter(policy.policies()::contains)
        .mapToInt(name -> policy.repositoryPhases(name).approvals())
        .max()
        .orElse(1);
  }
}
