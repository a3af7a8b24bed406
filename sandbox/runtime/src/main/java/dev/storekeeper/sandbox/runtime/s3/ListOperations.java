package dev.storekeeper.sandbox.runtime.s3;

import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.http.XmlWriter;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Listing objects and versions. */
final class ListOperations {
  private static final int MAX_KEYS = 1000;

  private final Account account;
  private final ObjectIndex index;

  ListOperations(Account account, ObjectIndex index) {
    this.account = account;
    this.index = index;
  }

  void objects(S3Request request, Bucket bucket) throws IOException {
    if (!request.parameter("list-type").equals(Optional.of("2"))) {
      throw Refusals.notServed("ListObjects; use ListObjectsV2");
    }
    String prefix = request.parameter("prefix").orElse("");
    String delimiter = request.parameter("delimiter").orElse("");
    int max = request.number("max-keys", MAX_KEYS, 0, Integer.MAX_VALUE);
    Optional<String> token = request.parameter("continuation-token");
    String place =
        token
            .map(ListOperations::decoded)
            .map(start -> place(bucket, start))
            .or(() ->
                request
                    .parameter("start-after")
                    .map(after -> ObjectIndex.placeOf(bucket.name(), after)))
            .orElse("");
    Listing page = read(bucket, prefix, delimiter, place, max, true);
    XmlWriter xml = S3Answers.document("ListBucketResult");
    xml.element("Name", bucket.name()).element("Prefix", encoded(request, prefix));
    request.parameter("delimiter").ifPresent(text -> xml.element("Delimiter", text));
    request.parameter("encoding-type").ifPresent(text -> xml.element("EncodingType", text));
    request
        .parameter("start-after")
        .ifPresent(text -> xml.element("StartAfter", encoded(request, text)));
    token.ifPresent(text -> xml.element("ContinuationToken", text));
    page.last().ifPresent(last -> xml.element("NextContinuationToken", token(last)));
    xml.element("MaxKeys", Integer.toString(max))
        .element("KeyCount", Integer.toString(page.size()))
        .element("IsTruncated", Boolean.toString(page.last().isPresent()));
    boolean owners = request.parameter("fetch-owner").equals(Optional.of("true"));
    for (ObjectVersion version : page.versions()) {
      xml.open("Contents").element("Key", encoded(request, version.key()));
      describe(xml, version);
      if (owners) {
        owner(xml, "Owner");
      }
      xml.close("Contents");
    }
    prefixes(request, xml, page);
    S3Answers.xml(request.exchange(), xml.close("ListBucketResult"));
  }

  void versions(S3Request request, Bucket bucket) throws IOException {
    String prefix = request.parameter("prefix").orElse("");
    String delimiter = request.parameter("delimiter").orElse("");
    int max = request.number("max-keys", MAX_KEYS, 0, Integer.MAX_VALUE);
    Listing page = read(bucket, prefix, delimiter, placeOfMarkers(request, bucket), max, false);
    XmlWriter xml = S3Answers.document("ListVersionsResult");
    xml.element("Name", bucket.name()).element("Prefix", encoded(request, prefix));
    request.parameter("delimiter").ifPresent(text -> xml.element("Delimiter", text));
    request.parameter("encoding-type").ifPresent(text -> xml.element("EncodingType", text));
    xml.element("KeyMarker", encoded(request, request.parameter("key-marker").orElse("")))
        .element("VersionIdMarker", request.parameter("version-id-marker").orElse(""))
        .element("MaxKeys", Integer.toString(max))
        .element("IsTruncated", Boolean.toString(page.last().isPresent()));
    page.last()
        .ifPresent(last -> {
          switch (last) {
            case Listing.Last.Version(ObjectVersion version) ->
                xml.element("NextKeyMarker", encoded(request, version.key()))
                    .element("NextVersionIdMarker", version.versionId());
            case Listing.Last.Prefix(String text) ->
                xml.element("NextKeyMarker", encoded(request, text));
          }
        });
    for (ObjectVersion version : page.versions()) {
      String name = version.marker() ? "DeleteMarker" : "Version";
      boolean latest =
          index
              .current(bucket.name(), version.key())
              .filter(current -> current.sequence() == version.sequence())
              .isPresent();
      xml.open(name)
          .element("Key", encoded(request, version.key()))
          .element("VersionId", version.versionId())
          .element("IsLatest", Boolean.toString(latest));
      describe(xml, version);
      owner(xml, "Owner");
      xml.close(name);
    }
    prefixes(request, xml, page);
    S3Answers.xml(request.exchange(), xml.close("ListVersionsResult"));
  }

  private Listing read(
      Bucket bucket, String prefix, String delimiter, String place, int max, boolean current) {
    return max == 0
        ? new Listing(List.of(), List.of(), Optional.empty())
        : Listing.read(
            index, bucket.name(), prefix, delimiter, place, Math.min(max, MAX_KEYS), current);
  }

  private String placeOfMarkers(S3Request request, Bucket bucket) {
    Optional<String> key = request.parameter("key-marker");
    Optional<String> version = request.parameter("version-id-marker");
    if (key.isEmpty()) {
      return "";
    }
    String delimiter = request.parameter("delimiter").orElse("");
    if (version.isEmpty() && !delimiter.isEmpty() && key.get().endsWith(delimiter)) {
      return ObjectIndex.place(bucket.name(), key.get());
    }
    return version
        .flatMap(id -> index.version(bucket.name(), key.get(), id))
        .map(ObjectIndex::placeOf)
        .orElseGet(() -> ObjectIndex.placeOf(bucket.name(), key.get()));
  }

  private static void describe(XmlWriter xml, ObjectVersion version) {
    xml.element("LastModified", S3Answers.element(version.lastModified()));
    if (!version.marker()) {
      xml.element("ETag", ObjectOperations.quoted(version.content().etag()));
      version
          .content()
          .checksums()
          .keySet()
          .forEach(name ->
              xml.element("ChecksumAlgorithm", name)
                  .element(
                      "ChecksumType", version.content().composite() ? "COMPOSITE" : "FULL_OBJECT"));
      xml.element("Size", Long.toString(version.content().size()))
          .element("StorageClass", "STANDARD");
    }
  }

  private void owner(XmlWriter xml, String element) {
    xml.open(element).element("ID", account.id()).close(element);
  }

  private static void prefixes(S3Request request, XmlWriter xml, Listing page) {
    for (String prefix : page.prefixes()) {
      xml.open("CommonPrefixes")
          .element("Prefix", encoded(request, prefix))
          .close("CommonPrefixes");
    }
  }

  /** Keys may hold what XML cannot; clients ask for them in the encoding of URLs. */
  private static String encoded(S3Request request, String text) {
    return request.parameter("encoding-type").equals(Optional.of("url"))
        ? URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2F", "/")
        : text;
  }

  private static String token(Listing.Last last) {
    String text =
        switch (last) {
          case Listing.Last.Version(ObjectVersion version) -> "k" + version.key();
          case Listing.Last.Prefix(String prefix) -> "p" + prefix;
        };
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.startsWith("k") || text.startsWith("p")) {
        return text;
      }
    } catch (IllegalArgumentException e) {
      throw Refusals.argument("continuation-token", token, "one that a listing gave");
    }
    throw Refusals.argument("continuation-token", token, "one that a listing gave");
  }

  private static String place(Bucket bucket, String start) {
    String text = start.substring(1);
    return start.startsWith("k")
        ? ObjectIndex.placeOf(bucket.name(), text)
        : ObjectIndex.place(bucket.name(), text);
  }
}
