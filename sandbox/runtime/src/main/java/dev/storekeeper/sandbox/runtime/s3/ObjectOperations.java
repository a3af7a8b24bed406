package dev.storekeeper.sandbox.runtime.s3;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.XmlWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Putting and deleting objects. */
final class ObjectOperations {
  /** What S3 takes in one request. */
  static final long MAX_PUT = 5L << 30;

  private static final int MAX_DELETED = 1000;

  private final ObjectIndex index;
  private final ObjectFiles files;
  private final ObjectEvents events;
  private final Access access;

  ObjectOperations(ObjectIndex index, ObjectFiles files, ObjectEvents events, Access access) {
    this.index = index;
    this.files = files;
    this.events = events;
    this.access = access;
  }

  void put(S3Request request, Bucket bucket) throws IOException {
    Map<String, String> headers = ObjectHeaders.standard(request);
    Map<String, String> metadata = ObjectHeaders.metadata(request);
    Preconditions conditions = new Preconditions(request);
    Received received = Received.of(request, files, MAX_PUT, ChecksumAlgorithm.CRC64NVME);
    try (ObjectFiles.Staged staged = received.staged()) {
      ObjectVersion version =
          index.put(
              bucket,
              request.key(),
              staged,
              new ObjectVersion.Content(
                  staged.name(),
                  staged.size(),
                  received.etag(),
                  Map.of(received.algorithm().name(), received.checksum()),
                  false,
                  headers,
                  metadata),
              conditions::beforeWriting);
      events.created(bucket, version, origin(request), "PutObject");
      Headers answer = request.exchange().getResponseHeaders();
      answer.set("ETag", quoted(version.content().etag()));
      tellVersion(answer, version);
      answer.set(received.algorithm().header(), received.checksum());
      answer.set("x-amz-checksum-type", "FULL_OBJECT");
      answer.set("x-amz-server-side-encryption", "AES256");
      S3Answers.empty(request.exchange(), 200);
    }
  }

  void delete(S3Request request, Bucket bucket) throws IOException {
    ObjectIndex.Deletion deletion =
        index.delete(
            bucket, request.key(), request.versionId(), new Preconditions(request)::beforeWriting);
    Headers answer = request.exchange().getResponseHeaders();
    deleted(request, bucket, deletion)
        .ifPresent(version -> {
          tellVersion(answer, version);
          if (version.marker()) {
            answer.set("x-amz-delete-marker", "true");
          }
        });
    S3Answers.empty(request.exchange(), 204);
  }

  /** Deletes several objects; each succeeds or fails on its own. */
  void deleteAll(S3Request request, Bucket bucket) throws IOException {
    List<Map<String, String>> objects =
        XmlInput.read(request.exchange().getRequestBody(), "Object");
    if (objects.isEmpty() || objects.size() > MAX_DELETED) {
      throw Refusals.argument("Object", objects.size() + " of it", "1 to " + MAX_DELETED);
    }
    XmlWriter answer = S3Answers.document("DeleteResult");
    for (Map<String, String> object : objects) {
      String key = object.getOrDefault("Key", "");
      Optional<String> versionId = Optional.ofNullable(object.get("VersionId"));
      try {
        access.require(
            request,
            S3Operation.DELETE_OBJECTS.action(versionId.isPresent()),
            bucket,
            bucket.arn(key));
        ObjectIndex.Deletion deletion = index.delete(bucket, key, versionId, _ -> {});
        Optional<ObjectVersion> version = deleted(request, bucket, deletion);
        answer.open("Deleted").element("Key", key);
        versionId.ifPresent(id -> answer.element("VersionId", id));
        version
            .filter(ObjectVersion::marker)
            .ifPresent(marker ->
                answer
                    .element("DeleteMarker", "true")
                    .element("DeleteMarkerVersionId", marker.versionId()));
        answer.close("Deleted");
      } catch (AwsException e) {
        answer
            .open("Error")
            .element("Key", key)
            .element("Code", e.code())
            .element("Message", e.getMessage())
            .close("Error");
      }
    }
    S3Answers.xml(request.exchange(), answer.close("DeleteResult"));
  }

  private Optional<ObjectVersion> deleted(
      S3Request request, Bucket bucket, ObjectIndex.Deletion deletion) {
    Optional<ObjectVersion> version =
        switch (deletion) {
          case ObjectIndex.Deletion.Removed(ObjectVersion removed) -> Optional.of(removed);
          case ObjectIndex.Deletion.Marked(ObjectVersion marker) -> Optional.of(marker);
          case ObjectIndex.Deletion.Nothing() -> Optional.empty();
        };
    boolean markerRemoved =
        deletion instanceof ObjectIndex.Deletion.Removed(ObjectVersion removed) && removed.marker();
    version
        .filter(_ -> !markerRemoved)
        .ifPresent(each -> events.deleted(bucket, each, origin(request)));
    return version;
  }

  static ObjectEvents.Origin origin(S3Request request) {
    HttpExchange exchange = request.exchange();
    return new ObjectEvents.Origin(
        request.caller(), request.id(), exchange.getRemoteAddress().getAddress().getHostAddress());
  }

  static void tellVersion(Headers answer, ObjectVersion version) {
    if (!version.versionId().equals(ObjectVersion.UNVERSIONED)) {
      answer.set("x-amz-version-id", version.versionId());
    }
  }

  static String quoted(String etag) {
    return '"' + etag + '"';
  }
}
