package dev.storekeeper.sandbox.runtime.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What S3 tells EventBridge about the objects of a bucket that has it turned on (S3 User Guide,
 * "EventBridge event message structure").
 */
final class ObjectEvents {
  private final Account account;
  private final Clock clock;
  private final Consumer<ObjectNode> bus;

  ObjectEvents(Account account, Clock clock, Consumer<ObjectNode> bus) {
    this.account = account;
    this.clock = clock;
    this.bus = bus;
  }

  /**
   * Who did something, and in which request.
   *
   * @param address the IP address that it came from, or the service that acts
   */
  record Origin(Caller caller, String requestId, String address) {}

  void created(Bucket bucket, ObjectVersion version, Origin origin, String reason) {
    if (bucket.eventBridge()) {
      ObjectNode detail = detail(version, origin, reason);
      detail
          .withObject("/object")
          .put("size", version.content().size())
          .put("etag", version.content().etag());
      publish(bucket, "Object Created", detail);
    }
  }

  void deleted(Bucket bucket, ObjectVersion version, Origin origin) {
    if (bucket.eventBridge()) {
      ObjectNode detail = detail(version, origin, "DeleteObject");
      detail.put(
          "deletion-type", version.marker() ? "Delete Marker Created" : "Permanently Deleted");
      publish(bucket, "Object Deleted", detail);
    }
  }

  private ObjectNode detail(ObjectVersion version, Origin origin, String reason) {
    ObjectNode detail = JsonNodeFactory.instance.objectNode().put("version", "0");
    detail.putObject("bucket").put("name", version.bucket());
    ObjectNode object = detail.putObject("object").put("key", version.key());
    if (!version.versionId().equals(ObjectVersion.UNVERSIONED)) {
      object.put("version-id", version.versionId());
    }
    object.put("sequencer", version.sequencer());
    return detail
        .put("request-id", origin.requestId())
        .put(
            "requester",
            origin.caller() instanceof Caller.Service service ? service.principal() : account.id())
        .put("source-ip-address", origin.address())
        .put("reason", reason);
  }

  private void publish(Bucket bucket, String type, ObjectNode detail) {
    ObjectNode event =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", "0")
            .put("id", UUID.randomUUID().toString())
            .put("detail-type", type)
            .put("source", "aws.s3")
            .put("account", account.id())
            .put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
            .put("region", account.region());
    event.putArray("resources").add(bucket.arn());
    event.set("detail", detail);
    bus.accept(event);
  }
}
