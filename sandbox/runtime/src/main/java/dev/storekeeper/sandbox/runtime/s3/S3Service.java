package dev.storekeeper.sandbox.runtime.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.storekeeper.sandbox.codeartifact.store.MetadataStore;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.RequestContext;
import dev.storekeeper.sandbox.runtime.iam.Authorizer;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.template.Resource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * S3: the buckets of a template, with their objects on disk; an answered write survives the end of
 * the process. Safe for use by many threads, which must not be interrupted inside of a write.
 */
public final class S3Service implements AutoCloseable {
  /** The service's name in signatures. */
  public static final String SIGNING_NAME = "s3";

  private final MetadataStore store;
  private final Authorizer authorizer;
  private final Buckets buckets;
  private final ObjectFiles files;
  private final ObjectIndex index;
  private final ObjectEvents events;
  private final S3Handler handler;

  /**
   * Opens the objects of a folder.
   *
   * @param bus takes the events of buckets that have EventBridge turned on
   * @throws IOException if the folder is damaged or cannot be written
   */
  public S3Service(
      Account account, Path folder, Clock clock, Authorizer authorizer, Consumer<ObjectNode> bus)
      throws IOException {
    this.authorizer = authorizer;
    Files.createDirectories(folder);
    this.store = MetadataStore.open(folder.resolve("index.mv"));
    this.files = new ObjectFiles(folder);
    this.index = new ObjectIndex(store, files, clock);
    this.buckets = new Buckets(clock.instant());
    this.events = new ObjectEvents(account, clock, bus);
    UploadIndex uploads = new UploadIndex(store, files);
    sweep(uploads);
    Access access = new Access(authorizer);
    this.handler =
        new S3Handler(
            buckets,
            access,
            clock,
            new BucketOperations(account, buckets),
            new ListOperations(account, index),
            new ObjectOperations(index, files, events, access),
            new ReadOperations(index, files, access),
            new MultipartOperations(uploads, files, clock),
            new CompleteOperation(index, uploads, files, events));
  }

  private void sweep(UploadIndex uploads) throws IOException {
    Set<String> referenced =
        store.read(() -> Stream.concat(index.files(), uploads.files()).collect(Collectors.toSet()));
    files.sweep(referenced);
  }

  /**
   * Makes a template's {@code AWS::S3::Bucket} or {@code AWS::S3::BucketPolicy}.
   *
   * @throws IllegalArgumentException if it is not valid
   */
  public void provision(Resource resource) {
    buckets.provision(resource);
  }

  /** Answers requests, whose caller is an attribute as {@code FrontServer} sets it. */
  public HttpHandler handler() {
    return handler;
  }

  /** The name of the operation that a request asks for. */
  public static String operation(HttpExchange exchange) {
    return S3Handler.operation(exchange);
  }

  /**
   * Requires that a service may do something to a bucket or its objects.
   *
   * @param action the IAM action, for example {@code s3:PutObject}
   * @param key the object's key, or a beginning of it with a {@code *}; empty for the bucket
   * @throws AwsException {@code NoSuchBucket} or {@code AccessDenied}
   */
  public void require(Caller.Service service, String action, String bucketName, String key) {
    Bucket bucket = buckets.find(bucketName);
    Map<String, String> context = new HashMap<>(RequestContext.of(service));
    context.put("s3:x-amz-acl", "bucket-owner-full-control");
    authorizer.require(
        service,
        action,
        key.isEmpty() ? bucket.arn() : bucket.arn(key),
        bucket.policy().map(JsonNode::deepCopy),
        context);
  }

  /**
   * Writes an object for a service, as the bucket's policy allows it; it survives the end of the
   * process.
   *
   * @param metadata the object's metadata, by name without {@code x-amz-meta-}
   * @throws AwsException {@code NoSuchBucket} or {@code AccessDenied}
   */
  public void write(
      Caller.Service service,
      String bucketName,
      String key,
      byte[] content,
      String contentType,
      Map<String, String> metadata) {
    require(service, "s3:PutObject", bucketName, key);
    Bucket bucket = buckets.find(bucketName);
    ChecksumAlgorithm.Running md5 = ChecksumAlgorithm.digest("MD5");
    ChecksumAlgorithm.Running sum = ChecksumAlgorithm.CRC64NVME.start();
    try (ObjectFiles.Staged staged =
        files.stage(
            new ByteArrayInputStream(content),
            content.length,
            List.of(md5, sum),
            ObjectFiles.Durability.PROCESS)) {
      ObjectVersion version =
          index.put(
              bucket,
              key,
              staged,
              new ObjectVersion.Content(
                  staged.name(),
                  staged.size(),
                  HexFormat.of().formatHex(md5.value()),
                  Map.of(ChecksumAlgorithm.CRC64NVME.name(), Received.base64(sum.value())),
                  false,
                  Map.of("Content-Type", contentType),
                  metadata),
              _ -> {});
      events.created(
          bucket,
          version,
          new ObjectEvents.Origin(service, UUID.randomUUID().toString(), service.principal()),
          "PutObject");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
