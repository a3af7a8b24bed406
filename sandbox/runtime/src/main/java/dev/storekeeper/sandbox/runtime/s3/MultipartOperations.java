package dev.storekeeper.sandbox.runtime.s3;

import com.sun.net.httpserver.Headers;
import dev.storekeeper.sandbox.runtime.http.XmlWriter;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Multipart uploads, up to their completion. */
final class MultipartOperations {
  private final UploadIndex uploads;
  private final ObjectFiles files;
  private final Clock clock;

  MultipartOperations(UploadIndex uploads, ObjectFiles files, Clock clock) {
    this.uploads = uploads;
    this.files = files;
    this.clock = clock;
  }

  void create(S3Request request, Bucket bucket) throws IOException {
    ChecksumAlgorithm algorithm =
        request
            .header("x-amz-checksum-algorithm")
            .map(name ->
                ChecksumAlgorithm.of(name)
                    .orElseThrow(() ->
                        Refusals.invalid("Checksum algorithm provided is unsupported: " + name)))
            .orElse(ChecksumAlgorithm.CRC64NVME);
    UploadIndex.Upload upload =
        new UploadIndex.Upload(
            UUID.randomUUID().toString().replace("-", ""),
            bucket.name(),
            request.key(),
            clock.instant(),
            algorithm,
            composite(request, algorithm),
            ObjectHeaders.standard(request),
            ObjectHeaders.metadata(request));
    uploads.add(upload);
    Headers answer = request.exchange().getResponseHeaders();
    if (request.header("x-amz-checksum-algorithm").isPresent()) {
      answer.set("x-amz-checksum-algorithm", algorithm.name());
      answer.set("x-amz-checksum-type", type(upload));
    }
    S3Answers.xml(
        request.exchange(),
        S3Answers.document("InitiateMultipartUploadResult")
            .element("Bucket", bucket.name())
            .element("Key", upload.key())
            .element("UploadId", upload.id())
            .close("InitiateMultipartUploadResult"));
  }

  void put(S3Request request, Bucket bucket) throws IOException {
    int number = request.number("partNumber", 0, 1, UploadIndex.MAX_PARTS);
    if (number == 0) {
      throw Refusals.argument("partNumber", "", "a number from 1 to " + UploadIndex.MAX_PARTS);
    }
    UploadIndex.Upload upload = find(request, bucket);
    Received received = Received.of(request, files, ObjectOperations.MAX_PUT, upload.algorithm());
    try (ObjectFiles.Staged staged = received.staged()) {
      if (received.algorithm() != upload.algorithm()) {
        throw Refusals.invalid(
            "Checksum Type mismatch occurred, expected checksum Type: "
                + upload.algorithm()
                + ", actual checksum Type: "
                + received.algorithm());
      }
      uploads.put(
          upload,
          staged,
          new UploadIndex.Part(
              number,
              staged.name(),
              staged.size(),
              received.etag(),
              received.checksum(),
              clock.instant()));
      Headers answer = request.exchange().getResponseHeaders();
      answer.set("ETag", ObjectOperations.quoted(received.etag()));
      answer.set(received.algorithm().header(), received.checksum());
      S3Answers.empty(request.exchange(), 200);
    }
  }

  void abort(S3Request request, Bucket bucket) throws IOException {
    uploads.remove(find(request, bucket));
    S3Answers.empty(request.exchange(), 204);
  }

  void parts(S3Request request, Bucket bucket) throws IOException {
    UploadIndex.Upload upload = find(request, bucket);
    int marker = request.number("part-number-marker", 0, 0, Integer.MAX_VALUE);
    int max = request.number("max-parts", 1000, 1, 1000);
    List<UploadIndex.Part> left =
        uploads.parts(upload).stream().filter(part -> part.number() > marker).toList();
    List<UploadIndex.Part> page = left.subList(0, Math.min(max, left.size()));
    XmlWriter xml =
        S3Answers.document("ListPartsResult")
            .element("Bucket", bucket.name())
            .element("Key", upload.key())
            .element("UploadId", upload.id())
            .element("PartNumberMarker", Integer.toString(marker))
            .element("MaxParts", Integer.toString(max))
            .element("IsTruncated", Boolean.toString(page.size() < left.size()))
            .element("ChecksumAlgorithm", upload.algorithm().name())
            .element("ChecksumType", type(upload));
    if (page.size() < left.size()) {
      xml.element("NextPartNumberMarker", Integer.toString(page.getLast().number()));
    }
    for (UploadIndex.Part part : page) {
      xml.open("Part")
          .element("PartNumber", Integer.toString(part.number()))
          .element("LastModified", S3Answers.element(part.lastModified()))
          .element("ETag", ObjectOperations.quoted(part.etag()))
          .element("Size", Long.toString(part.size()))
          .element(upload.algorithm().element(), part.checksum())
          .close("Part");
    }
    S3Answers.xml(request.exchange(), xml.close("ListPartsResult"));
  }

  /** All of them, never in pages. */
  void uploads(S3Request request, Bucket bucket) throws IOException {
    String prefix = request.parameter("prefix").orElse("");
    XmlWriter xml =
        S3Answers.document("ListMultipartUploadsResult")
            .element("Bucket", bucket.name())
            .element("Prefix", prefix)
            .element("IsTruncated", "false");
    for (UploadIndex.Upload upload : uploads.all(bucket.name())) {
      if (upload.key().startsWith(prefix)) {
        xml.open("Upload")
            .element("Key", upload.key())
            .element("UploadId", upload.id())
            .element("Initiated", S3Answers.element(upload.initiated()))
            .element("StorageClass", "STANDARD")
            .close("Upload");
      }
    }
    S3Answers.xml(request.exchange(), xml.close("ListMultipartUploadsResult"));
  }

  /** The upload that a request names. */
  UploadIndex.Upload find(S3Request request, Bucket bucket) {
    return request
        .parameter("uploadId")
        .flatMap(id -> uploads.find(bucket.name(), request.key(), id))
        .orElseThrow(Refusals::noSuchUpload);
  }

  static String type(UploadIndex.Upload upload) {
    return upload.composite() ? "COMPOSITE" : "FULL_OBJECT";
  }

  private static boolean composite(S3Request request, ChecksumAlgorithm algorithm) {
    Optional<String> type = request.header("x-amz-checksum-type");
    boolean composite =
        type.map(text -> text.equals("COMPOSITE")).orElse(algorithm != ChecksumAlgorithm.CRC64NVME);
    boolean possible = composite ? algorithm != ChecksumAlgorithm.CRC64NVME : algorithm.linear();
    if (!possible) {
      throw Refusals.invalid(
          "The " + type.orElse("") + " checksum type cannot be used with the " + algorithm);
    }
    return composite;
  }
}
