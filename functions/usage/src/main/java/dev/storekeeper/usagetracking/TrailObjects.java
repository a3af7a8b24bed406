package dev.storekeeper.usagetracking;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.lambda.Invocation;
import dev.storekeeper.lambda.MessageOutcome;
import dev.storekeeper.lambda.MessageOutcome.Done;
import dev.storekeeper.lambda.MessageOutcome.Reject;
import dev.storekeeper.usagetracking.coverage.CoverageKeeper;
import dev.storekeeper.usagetracking.trail.LogFileProcessor;
import dev.storekeeper.usagetracking.trail.MalformedTrailException;
import dev.storekeeper.usagetracking.trail.TrailObject;
import java.io.IOException;

/** Takes what CloudTrail delivers to the trail's bucket. Thread-safe. */
final class TrailObjects {
  private final String bucket;
  private final String account;
  private final String region;
  private final LogFileProcessor logFiles;
  private final CoverageKeeper coverage;

  /**
   * Takes the files of one account and region.
   *
   * @param bucket the trail's bucket; empty if there is none
   */
  TrailObjects(
      String bucket,
      String account,
      String region,
      LogFileProcessor logFiles,
      CoverageKeeper coverage) {
    this.bucket = bucket;
    this.account = account;
    this.region = region;
    this.logFiles = logFiles;
    this.coverage = coverage;
  }

  /** Takes the detail of an {@code Object Created} event of S3. */
  MessageOutcome created(JsonNode detail, Invocation invocation)
      throws IOException, MalformedTrailException {
    String found = detail.path("bucket").path("name").asText();
    String key = detail.path("object").path("key").asText();
    if (bucket.isEmpty() || !found.equals(bucket)) {
      return new Reject("detail.bucket.name: found another bucket than the trail's");
    }
    boolean isThere =
        switch (TrailObject.of(key, account, region)) {
          case TrailObject.LogFile file ->
              logFiles.processOnce(file.object(), invocation).isPresent();
          case TrailObject.DigestFile file -> coverage.arrived(file, invocation);
          case TrailObject.Other other -> {
            invocation.metrics().count("Ignored", 1);
            yield true;
          }
        };
    return isThere
        ? new Done()
        : new Reject("detail.object.key: found a file that is not in the trail's bucket");
  }
}
