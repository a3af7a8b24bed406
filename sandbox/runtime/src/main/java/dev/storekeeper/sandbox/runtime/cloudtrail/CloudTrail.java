package dev.storekeeper.sandbox.runtime.cloudtrail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.s3.S3Service;
import dev.storekeeper.sandbox.runtime.template.Resource;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * CloudTrail: takes records of API calls to the default bus at once, if any trail logs, and to the
 * buckets of trails later. Safe for use by many threads.
 */
public final class CloudTrail {
  private final Account account;
  private final VirtualClock clock;
  private final S3Service s3;
  private final Path folder;
  private final Consumer<ObjectNode> bus;
  private final DigestKey key;
  private final List<TrailDelivery> trails = new CopyOnWriteArrayList<>();

  /**
   * A CloudTrail without trails.
   *
   * @param folder where it keeps its key and what is not delivered yet
   * @param bus takes events for the default bus
   * @throws IOException if the folder cannot be used
   */
  public CloudTrail(
      Account account, VirtualClock clock, S3Service s3, Path folder, Consumer<ObjectNode> bus)
      throws IOException {
    this.account = account;
    this.clock = clock;
    this.s3 = s3;
    this.folder = Files.createDirectories(folder);
    this.bus = bus;
    this.key = DigestKey.open(folder.resolve("key"));
  }

  /**
   * Makes a template's {@code AWS::CloudTrail::Trail}, whose bucket and its policy are there.
   *
   * @throws IllegalArgumentException if there is no such bucket or its policy does not let
   *     CloudTrail in
   */
  public void provision(Resource resource) {
    Trail trail = Trail.of(resource);
    try {
      s3.require(trail.service(), "s3:GetBucketAcl", trail.bucket(), "");
      s3.require(trail.service(), "s3:PutObject", trail.bucket(), trail.root(account) + "*");
    } catch (AwsException e) {
      throw new IllegalArgumentException(
          "InsufficientS3BucketPolicyException: Incorrect S3 bucket policy is detected for bucket: "
              + trail.bucket()
              + ": "
              + e.getMessage(),
          e);
    }
    try {
      TrailDelivery delivery =
          new TrailDelivery(account, clock, s3, key, trail, folder.resolve(trail.name()));
      trails.add(delivery);
      delivery.start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the trail " + trail.name(), e);
    }
  }

  /**
   * Takes a record of an API call.
   *
   * @param record as CloudTrail writes it ("CloudTrail record contents"); it is not changed
   */
  public void record(ObjectNode record) {
    ObjectNode kept = record.deepCopy();
    trails.forEach(trail -> trail.add(kept));
    if (trails.stream().anyMatch(trail -> trail.trail().logging())) {
      bus.accept(event(kept));
    }
  }

  /** Delivers at once what waits to become a log file. */
  public void deliver() {
    trails.forEach(TrailDelivery::deliver);
  }

  /** The trails, and the public key that their digests are signed with, for people. */
  public ObjectNode view() {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    var list = view.putArray("trails");
    trails.forEach(trail -> list.add(trail.view()));
    return view.put("publicKey", Base64.getEncoder().encodeToString(key.publicKey()));
  }

  private ObjectNode event(ObjectNode record) {
    String service = record.path("eventSource").asText().replace(".amazonaws.com", "");
    ObjectNode event =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", "0")
            .put("id", UUID.randomUUID().toString())
            .put("detail-type", "AWS API Call via CloudTrail")
            .put("source", "aws." + service)
            .put("account", account.id())
            .put("time", record.path("eventTime").asText())
            .put("region", account.region());
    event.putArray("resources");
    event.set("detail", record);
    return event;
  }
}
