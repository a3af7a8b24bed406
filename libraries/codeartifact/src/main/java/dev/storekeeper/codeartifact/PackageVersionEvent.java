package dev.storekeeper.codeartifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * CodeArtifact's event about a package version (CodeArtifact user guide, "CodeArtifact event format
 * and example").
 *
 * @param time when it happened
 * @param packageVersion what it happened to
 * @param state the version's state, as in {@code Published}; states that are not documented yet
 *     pass, and a delete event without one has {@code Deleted}
 * @param operation what happened
 * @param revision the version's opaque revision
 * @param sequenceNumber orders the events of a package; grows, with gaps
 * @param deduplicationId the same for every delivery of the same event
 * @param changes what changed
 * @param raw the whole envelope, unknown fields and all; not to be changed
 */
public record PackageVersionEvent(
    Instant time,
    PackageVersion packageVersion,
    String state,
    Operation operation,
    String revision,
    long sequenceNumber,
    String deduplicationId,
    Changes changes,
    JsonNode raw) {

  private static final Pattern STATE = Pattern.compile("[A-Za-z]{1,64}");
  private static final Pattern OPERATION = Pattern.compile("Created|Updated|Deleted");
  private static final Pattern OPAQUE = Pattern.compile("[^\\s\\p{Cntrl}\\p{Cs}]{1,255}");

  /** Keeps the digits of decimals, so that the raw event is written as it was read. */
  private static final JsonMapper LOSSLESS =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /**
   * Reads the text of the EventBridge envelope.
   *
   * @throws MalformedEventException if it is not JSON, and as the other {@code parse}
   */
  public static PackageVersionEvent parse(String envelope) throws MalformedEventException {
    JsonNode json;
    try {
      json = LOSSLESS.readTree(envelope);
    } catch (JsonProcessingException e) {
      throw new MalformedEventException(
          List.of("event: found " + Found.text(envelope) + ", expected JSON"));
    }
    return parse(json);
  }

  /**
   * Reads the EventBridge envelope. Unknown fields are left alone; booleans may be texts.
   *
   * @throws MalformedEventException if anything that Storekeeper relies on is absent or of another
   *     shape; it lists all problems
   */
  public static PackageVersionEvent parse(JsonNode envelope) throws MalformedEventException {
    EventFields fields = new EventFields(envelope);
    fields.constant("source", "aws.codeartifact");
    fields.constant("detail-type", "CodeArtifact Package Version State Change");
    Instant time = fields.instant("time");
    String region = fields.text("region", PackageCoordinates.REGION, "a region as in eu-west-1");
    String domainOwner = fields.text("detail.domainOwner", PackageCoordinates.ACCOUNT, "12 digits");
    String domain =
        fields.text("detail.domainName", PackageCoordinates.DOMAIN, "the name of a domain");
    String repository =
        fields.text(
            "detail.repositoryName", PackageCoordinates.REPOSITORY, "the name of a repository");
    Optional<String> administrator =
        fields.optionalText(
            "detail.repositoryAdministrator", PackageCoordinates.ACCOUNT, "12 digits");
    String format =
        fields.text("detail.packageFormat", PackageCoordinates.FORMAT, "a format as in pypi");
    String namespace =
        fields
            .optionalText("detail.packageNamespace", PackageCoordinates.PART, part("or null"))
            .orElse("");
    String name = fields.text("detail.packageName", PackageCoordinates.PART, part("of a name"));
    String version =
        fields.text("detail.packageVersion", PackageCoordinates.PART, part("of a version"));
    String operation =
        fields.text("detail.operationType", OPERATION, "Created, Updated or Deleted");
    String state = state(fields, operation);
    String revision =
        fields.text("detail.packageVersionRevision", OPAQUE, "1 to 255 characters, no spaces");
    long sequenceNumber = fields.count("detail.sequenceNumber");
    String deduplicationId =
        fields.text("detail.eventDeduplicationId", OPAQUE, "1 to 255 characters, no spaces");
    Changes changes =
        new Changes(
            fields.count("detail.changes.assetsAdded"),
            fields.count("detail.changes.assetsRemoved"),
            fields.count("detail.changes.assetsUpdated"),
            fields.flag("detail.changes.metadataUpdated"),
            fields.flag("detail.changes.statusChanged"));
    fields.check();
    return new PackageVersionEvent(
        time,
        new PackageVersion(
            new PackageCoordinates(
                region, domainOwner, domain, repository, administrator, format, namespace, name),
            version),
        state,
        Operation.of(operation),
        revision,
        sequenceNumber,
        deduplicationId,
        changes,
        envelope);
  }

  /** What a delete event holds as state is not documented, so nothing is asked of it there. */
  private static String state(EventFields fields, String operation) {
    String path = "detail.packageVersionState";
    if (operation.equals(Operation.DELETED.text()) && fields.isBlank(path)) {
      return "Deleted";
    }
    return fields.text(path, STATE, "a state as in Published");
  }

  private static String part(String what) {
    return "1 to 255 characters without #, / and spaces, " + what;
  }
}
