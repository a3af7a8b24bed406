package dev.storekeeper.cleanup.execute;

import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.retention.CleanupPolicy;
import java.util.Random;

/** Policies that a person might write, by a seed. */
final class RandomPolicy {
  private RandomPolicy() {}

  static CleanupPolicy of(Random random) {
    String text =
        """
        version: 1
        domains: [acme]
        reads: { tracked: true }
        limits: { items: %d, remaining_versions: %d, percent_of_package: 100, percent_of_repository: 100 }
        protect:
          - name: legal-hold
            when: { repository: { tags: { legal-hold: [{ exists: true }] } } }
          - name: blessed
            when: { version: { version: ["%s"] } }
        policies:
          - name: old
            mode: %s
            versions:
              when: { package: { format: [pypi] } }
              select: { published_older_than: P%dD%s }
              keep: { newest: %d, newest_per_major: %d }
              phases: { notice: P%dD, first: %s, grace: P%dD, export: %s, brown_out: %s }
          - name: prereleases
            mode: %s
            versions:
              when: { package: { format: [pypi] } }
              select: { prerelease: true, published_older_than: P%dD }
              phases: { notice: P1D, grace: P%dD, export: all }
        """
            .formatted(
                1 + random.nextInt(3),
                random.nextInt(3),
                random.nextInt(9) + ".0",
                random.nextBoolean() ? "plan" : "enforce",
                1 + random.nextInt(300),
                random.nextBoolean() ? ", unread_for: P" + (1 + random.nextInt(60)) + "D" : "",
                1 + random.nextInt(3),
                1 + random.nextInt(2),
                1 + random.nextInt(8),
                random.nextInt(3) == 0 ? "unlist" : "archive",
                2 + random.nextInt(14),
                random.nextBoolean() ? "internal" : "all",
                random.nextBoolean() ? "hold" : "restore",
                random.nextBoolean() ? "plan" : "enforce",
                1 + random.nextInt(100),
                1 + random.nextInt(9));
    return CleanupPolicy.read(PolicyFile.of("cleanup.yaml", text));
  }
}
