package dev.storekeeper.sandbox.runtime.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A record of DynamoDB Streams as Lambda's event shows it ("Using AWS Lambda with DynamoDB"). */
final class StreamRecord {
  private StreamRecord() {}

  static ObjectNode asLambdaShowsIt(JsonNode record, String streamArn, String region) {
    ObjectNode shown = record.deepCopy();
    shown.put("awsRegion", region).put("eventSourceARN", streamArn);
    if (shown.path("dynamodb") instanceof ObjectNode change) {
      JsonNode created = change.path("ApproximateCreationDateTime");
      change.put("ApproximateCreationDateTime", created.asLong());
    }
    JsonNode identity = shown.path("userIdentity");
    if (identity.isObject()) {
      shown
          .putObject("userIdentity")
          .put("principalId", identity.path("PrincipalId").asText())
          .put("type", identity.path("Type").asText());
    }
    return shown;
  }
}
