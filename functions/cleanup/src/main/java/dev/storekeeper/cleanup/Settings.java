package dev.storekeeper.cleanup;

import dev.storekeeper.codeartifact.pace.Share;
import dev.storekeeper.lambda.Environment;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The environment of cleanup's functions.
 *
 * @param region {@code AWS_REGION}
 * @param account {@code ACCOUNT_ID}, the 12-digit account that owns the domains
 * @param policies {@code POLICIES}, the folder with {@code cleanup.yaml}
 * @param ledger {@code LEDGER_TABLE}
 * @param table {@code CLEANUP_TABLE}
 * @param usage {@code USAGE_TABLE}
 * @param bucket {@code CLEANUP_BUCKET}
 * @param planQueue {@code PLAN_QUEUE_URL}
 * @param workQueue {@code WORK_QUEUE_URL}
 * @param deadLetters {@code DEAD_LETTER_QUEUE_URL}
 * @param share {@code QUOTA_SHARE}, which part of the account's CodeArtifact quotas cleanup may
 *     take
 * @param deleterRole {@code DELETER_ROLE_ARN}, who may delete versions; absent where nothing is
 *     deleted
 * @param restorerRole {@code RESTORER_ROLE_ARN}, who may publish versions; absent likewise
 * @param repositoryRole {@code REPOSITORY_ROLE_ARN}, who may change repositories; absent likewise
 */
record Settings(
    String region,
    String account,
    Path policies,
    String ledger,
    String table,
    String usage,
    String bucket,
    String planQueue,
    String workQueue,
    String deadLetters,
    Share share,
    Optional<String> deleterRole,
    Optional<String> restorerRole,
    Optional<String> repositoryRole) {

  /**
   * Reads the environment.
   *
   * @throws IllegalStateException if a variable is missing or is not what it should be
   */
  static Settings of(Environment environment) {
    return new Settings(
        environment.required("AWS_REGION", "the region of the function"),
        environment.required("ACCOUNT_ID", "the account that owns the domains"),
        Path.of(environment.required("POLICIES", "the folder of the policies")),
        environment.required("LEDGER_TABLE", "the name of the ledger's table"),
        environment.required("CLEANUP_TABLE", "the name of cleanup's table"),
        environment.required("USAGE_TABLE", "the name of the last-read index's table"),
        environment.required("CLEANUP_BUCKET", "the name of cleanup's bucket"),
        environment.required("PLAN_QUEUE_URL", "the URL of the queue of scans"),
        environment.required("WORK_QUEUE_URL", "the URL of the queue of changes"),
        environment.required("DEAD_LETTER_QUEUE_URL", "the URL of the dead-letter queue"),
        share(environment),
        environment.optional("DELETER_ROLE_ARN"),
        environment.optional("RESTORER_ROLE_ARN"),
        environment.optional("REPOSITORY_ROLE_ARN"));
  }

  private static Share share(Environment environment) {
    try {
      return environment.optional("QUOTA_SHARE").map(Share::parse).orElse(Share.DEFAULT);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("environment variable QUOTA_SHARE: " + e.getMessage(), e);
    }
  }
}
