package dev.storekeeper.sandbox.runtime.s3;

import com.sun.net.httpserver.Headers;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.XmlWriter;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes an object of the parts of a multipart upload. */
final class CompleteOperation {
  private static final long LEAST_PART = 5L << 20;

  private final ObjectIndex index;
  private final UploadIndex uploads;
  private final ObjectFiles files;
  private final ObjectEvents events;

  CompleteOperation(
      ObjectIndex index, UploadIndex uploads, ObjectFiles files, ObjectEvents events) {
    this.index = index;
    this.uploads = uploads;
    this.files = files;
    this.events = events;
  }

  void complete(S3Request request, Bucket bucket, UploadIndex.Upload upload) throws IOException {
    List<UploadIndex.Part> parts =
        chosen(upload, XmlInput.read(request.exchange().getRequestBody(), "Part"));
    ChecksumAlgorithm.Running whole = upload.algorithm().start();
    List<String> names = parts.stream().map(UploadIndex.Part::file).toList();
    try (InputStream content = new JoinedParts(files, names);
        ObjectFiles.Staged staged =
            files.stage(
                content, ObjectOperations.MAX_PUT, List.of(whole), ObjectFiles.Durability.POWER)) {
      String checksum =
          upload.composite()
              ? composite(upload.algorithm(), parts)
              : Received.base64(whole.value());
      Optional<String> wanted = request.header(upload.algorithm().header());
      if (wanted.isPresent() && !bare(wanted.get()).equals(bare(checksum))) {
        throw Refusals.badDigest(upload.algorithm().name());
      }
      ObjectVersion version =
          index.put(
              bucket,
              upload.key(),
              staged,
              new ObjectVersion.Content(
                  staged.name(),
                  staged.size(),
                  etag(parts),
                  Map.of(upload.algorithm().name(), checksum),
                  upload.composite(),
                  upload.headers(),
                  upload.metadata()),
              new Preconditions(request)::beforeWriting);
      uploads.remove(upload);
      events.created(bucket, version, ObjectOperations.origin(request), "CompleteMultipartUpload");
      answer(request, bucket, upload, version, checksum);
    }
  }

  private static void answer(
      S3Request request,
      Bucket bucket,
      UploadIndex.Upload upload,
      ObjectVersion version,
      String checksum)
      throws IOException {
    Headers headers = request.exchange().getResponseHeaders();
    ObjectOperations.tellVersion(headers, version);
    headers.set("x-amz-server-side-encryption", "AES256");
    XmlWriter xml =
        S3Answers.document("CompleteMultipartUploadResult")
            .element("Location", "/" + bucket.name() + "/" + version.key())
            .element("Bucket", bucket.name())
            .element("Key", version.key())
            .element("ETag", ObjectOperations.quoted(version.content().etag()))
            .element(upload.algorithm().element(), checksum)
            .element("ChecksumType", MultipartOperations.type(upload));
    S3Answers.xml(request.exchange(), xml.close("CompleteMultipartUploadResult"));
  }

  private List<UploadIndex.Part> chosen(
      UploadIndex.Upload upload, List<Map<String, String>> named) {
    Map<Integer, UploadIndex.Part> known =
        uploads.parts(upload).stream()
            .collect(Collectors.toMap(UploadIndex.Part::number, Function.identity()));
    List<UploadIndex.Part> chosen = new ArrayList<>();
    int last = 0;
    for (Map<String, String> each : named) {
      String text = each.getOrDefault("PartNumber", "");
      int number = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
      UploadIndex.Part part = known.get(number);
      String etag = each.getOrDefault("ETag", "").replace("\"", "");
      String checksum = each.get(upload.algorithm().element());
      if (part == null
          || !part.etag().equals(etag)
          || (checksum != null && !checksum.equals(part.checksum()))) {
        throw new AwsException(
            400,
            "InvalidPart",
            "One or more of the specified parts could not be found, or its entity tag or checksum"
                + " does not match: part "
                + text);
      }
      if (number <= last) {
        throw new AwsException(
            400, "InvalidPartOrder", "The list of parts was not in ascending order.");
      }
      last = number;
      chosen.add(part);
    }
    requireSizes(chosen);
    return chosen;
  }

  private static void requireSizes(List<UploadIndex.Part> parts) {
    if (parts.isEmpty()) {
      throw new AwsException(400, "MalformedXML", "You must specify at least one part");
    }
    for (UploadIndex.Part part : parts.subList(0, parts.size() - 1)) {
      if (part.size() < LEAST_PART) {
        throw new AwsException(
            400,
            "EntityTooSmall",
            "Your proposed upload is smaller than the minimum allowed size: part "
                + part.number()
                + " has "
                + part.size()
                + " bytes");
      }
    }
  }

  private static String etag(List<UploadIndex.Part> parts) {
    ChecksumAlgorithm.Running md5 = ChecksumAlgorithm.digest("MD5");
    for (UploadIndex.Part part : parts) {
      md5.update(HexFormat.of().parseHex(part.etag()), 16);
    }
    return HexFormat.of().formatHex(md5.value()) + "-" + parts.size();
  }

  private static String composite(ChecksumAlgorithm algorithm, List<UploadIndex.Part> parts) {
    ChecksumAlgorithm.Running sum = algorithm.start();
    for (UploadIndex.Part part : parts) {
      sum.update(Received.decoded(part.checksum()), algorithm.length());
    }
    return Received.base64(sum.value()) + "-" + parts.size();
  }

  /** Without the number of parts, which clients may leave out. */
  private static String bare(String checksum) {
    return checksum.replaceFirst("-\\d+$", "");
  }
}
