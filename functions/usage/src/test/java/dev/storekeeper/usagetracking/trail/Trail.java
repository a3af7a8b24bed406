package dev.storekeeper.usagetracking.trail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Records of CloudTrail as CodeArtifact's user guide shows them. */
public final class Trail {
  public static final String ANNA = "arn:aws:sts::111111111111:assumed-role/developer/anna";

  private Trail() {}

  /** A package manager's read of npm's ui, in repository releases. */
  public static ObjectNode read(Instant time, String version, String uri) {
    ObjectNode record = record(time, "ReadFromRepository", ANNA);
    record
        .putObject("requestParameters")
        .put("domainName", "acme")
        .put("domainOwner", "111111111111")
        .put("repositoryName", "releases")
        .put("packageFormat", "npm")
        .put("packageName", "ui");
    if (!version.isEmpty()) {
      record.withObject("/requestParameters").put("packageVersion", version);
    }
    record.putObject("additionalEventData").put("httpMethod", "GET").put("requestUri", uri);
    return record;
  }

  /** A package manager's read of an asset of a version of ui. */
  public static ObjectNode assetRead(Instant time, String version) {
    return read(time, version, "/npm/releases/ui/-/ui-" + version + ".tgz");
  }

  /** A call of the API on ui in repository releases, whose parameters are named as in its model. */
  public static ObjectNode call(Instant time, String eventName, boolean readOnly) {
    ObjectNode record = record(time, eventName, ANNA);
    record
        .put("readOnly", readOnly)
        .putObject("requestParameters")
        .put("domain", "acme")
        .put("repository", "releases")
        .put("format", "npm")
        .put("package", "ui")
        .put("packageVersion", "1.0.0");
    return record;
  }

  private static ObjectNode record(Instant time, String eventName, String principal) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("eventVersion", "1.08").put("eventTime", time.toString());
    record.put("eventSource", "codeartifact.amazonaws.com").put("eventName", eventName);
    record.put("readOnly", true).put("eventID", "c74e40dd-8847-4058-a14d-000000000000");
    record
        .putObject("userIdentity")
        .put("type", "AssumedRole")
        .put("arn", principal)
        .put("accountId", "111111111111");
    return record;
  }
}
