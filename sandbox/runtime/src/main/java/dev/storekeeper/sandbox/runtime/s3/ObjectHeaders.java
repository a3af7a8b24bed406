package dev.storekeeper.sandbox.runtime.s3;

import dev.storekeeper.sandbox.runtime.AwsException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a request says about the object that it makes. */
final class ObjectHeaders {
  private static final int MAX_METADATA = 2048;
  private static final String METADATA = "x-amz-meta-";
  private static final List<String> STANDARD =
      List.of(
          "Content-Type",
          "Cache-Control",
          "Content-Disposition",
          "Content-Encoding",
          "Content-Language",
          "Expires");

  /** Headers of features that the sandbox does not have, by their beginnings. */
  private static final Set<String> NOT_SERVED =
      Set.of(
          "x-amz-grant-",
          "x-amz-object-lock-",
          "x-amz-server-side-encryption-customer-",
          "x-amz-tagging",
          "x-amz-website-",
          "x-amz-write-offset-");

  private ObjectHeaders() {}

  /** The standard headers that are kept with the object. */
  static Map<String, String> standard(S3Request request) {
    requireServed(request);
    Map<String, String> kept = new TreeMap<>();
    for (String name : STANDARD) {
      request.header(name).ifPresent(value -> kept.put(name, value));
    }
    // The coding of the transfer is not one of the object.
    String encoding =
        Arrays.stream(kept.getOrDefault("Content-Encoding", "").split(","))
            .map(String::strip)
            .filter(coding -> !coding.isEmpty() && !coding.equals("aws-chunked"))
            .collect(Collectors.joining(","));
    if (encoding.isEmpty()) {
      kept.remove("Content-Encoding");
    } else {
      kept.put("Content-Encoding", encoding);
    }
    kept.putIfAbsent("Content-Type", "binary/octet-stream");
    return kept;
  }

  /** The user's metadata. */
  static Map<String, String> metadata(S3Request request) {
    Map<String, String> metadata = new TreeMap<>();
    int size = 0;
    for (var header : request.headers().entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (name.startsWith(METADATA)) {
        String value = String.join(",", header.getValue());
        metadata.put(name.substring(METADATA.length()), value);
        size += name.length() - METADATA.length() + value.getBytes(StandardCharsets.UTF_8).length;
      }
    }
    if (size > MAX_METADATA) {
      throw new AwsException(
          400,
          "MetadataTooLarge",
          "Your metadata headers exceed the maximum allowed metadata size");
    }
    return metadata;
  }

  private static void requireServed(S3Request request) {
    for (String header : request.headers().keySet()) {
      String name = header.toLowerCase(Locale.ROOT);
      if (NOT_SERVED.stream().anyMatch(name::startsWith)) {
        throw Refusals.notServed("the header " + name);
      }
    }
    String acl = request.header("x-amz-acl").orElse("private");
    if (!acl.equals("private") && !acl.equals("bucket-owner-full-control")) {
      throw new AwsException(
          400, "AccessControlListNotSupported", "The bucket does not allow ACLs");
    }
  }
}
