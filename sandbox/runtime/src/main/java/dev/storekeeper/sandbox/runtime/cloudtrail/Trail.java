package dev.storekeeper.sandbox.runtime.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.template.Resource;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A trail as its template describes it.
 *
 * @param name its name
 * @param arn its ARN
 * @param bucket the bucket that its files go to
 * @param prefix what their keys begin with, empty or with a slash at its end
 * @param logging whether it records anything
 * @param validated whether it has digest files
 * @param selection which records it takes
 */
record Trail(
    String name,
    String arn,
    String bucket,
    String prefix,
    boolean logging,
    boolean validated,
    Selection selection) {
  private static final DateTimeFormatter FOLDER =
      DateTimeFormatter.ofPattern("yyyy/MM/dd/").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** Which management events a trail takes. */
  enum Selection {
    ALL,
    READ_ONLY,
    WRITE_ONLY,
    NONE;

    boolean takes(JsonNode record) {
      return switch (this) {
        case ALL -> true;
        case READ_ONLY -> record.path("readOnly").asBoolean();
        case WRITE_ONLY -> !record.path("readOnly").asBoolean();
        case NONE -> false;
      };
    }

    private static Selection of(JsonNode selectors) {
      if (selectors.isEmpty()) {
        return ALL;
      }
      JsonNode selector = selectors.path(0);
      if (!selector.path("IncludeManagementEvents").asBoolean(true)) {
        return NONE;
      }
      return switch (selector.path("ReadWriteType").asText("All")) {
        case "ReadOnly" -> READ_ONLY;
        case "WriteOnly" -> WRITE_ONLY;
        default -> ALL;
      };
    }
  }

  static Trail of(Resource resource) {
    JsonNode properties = resource.properties();
    String prefix = properties.path("S3KeyPrefix").asText();
    return new Trail(
        resource.name(),
        resource.arn(),
        properties.path("S3BucketName").asText(),
        prefix.isEmpty() ? "" : prefix + "/",
        properties.path("IsLogging").asBoolean(),
        properties.path("EnableLogFileValidation").asBoolean(),
        Selection.of(properties.path("EventSelectors")));
  }

  /** Whom its files are written as. */
  Caller.Service service() {
    return new Caller.Service("cloudtrail.amazonaws.com", arn);
  }

  /** What all keys of its files begin with. */
  String root(Account account) {
    return prefix + "AWSLogs/" + account.id() + "/";
  }

  /** The key of a log file (CloudTrail User Guide, "CloudTrail log file names"). */
  String logKey(Account account, Instant time, String unique) {
    return root(account)
        + "CloudTrail/"
        + account.region()
        + "/"
        + FOLDER.format(time)
        + String.join(
            "_", account.id(), "CloudTrail", account.region(), MINUTE.format(time), unique)
        + ".json.gz";
  }

  /** The key of a digest file ("CloudTrail digest file structure"). */
  String digestKey(Account account, Instant end) {
    return root(account)
        + "CloudTrail-Digest/"
        + account.region()
        + "/"
        + FOLDER.format(end)
        + String.join(
            "_",
            account.id(),
            "CloudTrail-Digest",
            account.region(),
            name,
            account.region(),
            SECOND.format(end))
        + ".json.gz";
  }
}
