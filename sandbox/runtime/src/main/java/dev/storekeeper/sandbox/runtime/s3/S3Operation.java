package dev.storekeeper.sandbox.runtime.s3;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations that are served, with the IAM actions that they need (Service Authorization). */
enum S3Operation {
  LIST_BUCKETS("ListBuckets", "ListAllMyBuckets"),
  HEAD_BUCKET("HeadBucket", "ListBucket"),
  LIST_OBJECTS_V2("ListObjectsV2", "ListBucket"),
  LIST_OBJECT_VERSIONS("ListObjectVersions", "ListBucketVersions"),
  LIST_MULTIPART_UPLOADS("ListMultipartUploads", "ListBucketMultipartUploads"),
  GET_BUCKET_LOCATION("GetBucketLocation", "GetBucketLocation"),
  GET_BUCKET_VERSIONING("GetBucketVersioning", "GetBucketVersioning"),
  GET_BUCKET_LIFECYCLE("GetBucketLifecycleConfiguration", "GetLifecycleConfiguration"),
  GET_BUCKET_POLICY("GetBucketPolicy", "GetBucketPolicy"),
  DELETE_OBJECTS("DeleteObjects", "DeleteObject"),
  PUT_OBJECT("PutObject", "PutObject"),
  GET_OBJECT("GetObject", "GetObject"),
  HEAD_OBJECT("HeadObject", "GetObject"),
  DELETE_OBJECT("DeleteObject", "DeleteObject"),
  CREATE_MULTIPART_UPLOAD("CreateMultipartUpload", "PutObject"),
  UPLOAD_PART("UploadPart", "PutObject"),
  LIST_PARTS("ListParts", "ListMultipartUploadParts"),
  COMPLETE_MULTIPART_UPLOAD("CompleteMultipartUpload", "PutObject"),
  ABORT_MULTIPART_UPLOAD("AbortMultipartUpload", "AbortMultipartUpload");

  /** What a query may have besides naming an operation. */
  private static final Set<String> SUBRESOURCES =
      Set.of(
          "accelerate",
          "acl",
          "analytics",
          "attributes",
          "cors",
          "encryption",
          "intelligent-tiering",
          "inventory",
          "legal-hold",
          "logging",
          "metadataTable",
          "metrics",
          "notification",
          "object-lock",
          "ownershipControls",
          "policyStatus",
          "publicAccessBlock",
          "renameObject",
          "replication",
          "requestPayment",
          "restore",
          "retention",
          "select",
          "session",
          "tagging",
          "torrent",
          "website");

  private static final Map<String, S3Operation> OF_BUCKET =
      Map.of(
          "list-type", LIST_OBJECTS_V2,
          "versions", LIST_OBJECT_VERSIONS,
          "uploads", LIST_MULTIPART_UPLOADS,
          "location", GET_BUCKET_LOCATION,
          "versioning", GET_BUCKET_VERSIONING,
          "lifecycle", GET_BUCKET_LIFECYCLE,
          "policy", GET_BUCKET_POLICY);

  private final String apiName;
  private final String action;

  S3Operation(String apiName, String action) {
    this.apiName = apiName;
    this.action = action;
  }

  /** Its name in the API. */
  String apiName() {
    return apiName;
  }

  /** The action that it needs; of one version of an object another, where there is one. */
  String action(boolean ofVersion) {
    boolean another = ofVersion && (this == GET_OBJECT || this == HEAD_OBJECT);
    boolean deleting = ofVersion && (this == DELETE_OBJECT || this == DELETE_OBJECTS);
    return "s3:" + action + (another || deleting ? "Version" : "");
  }

  /** What a request asks for; empty if that is not served. */
  static Optional<S3Operation> of(String method, Address address, Set<String> query, boolean copy) {
    if (query.stream().anyMatch(SUBRESOURCES::contains) || copy) {
      return Optional.empty();
    }
    if (address.bucket().isEmpty()) {
      return method.equals("GET") ? Optional.of(LIST_BUCKETS) : Optional.empty();
    }
    return Optional.ofNullable(
        address.key().isEmpty() ? ofBucket(method, query) : ofObject(method, query));
  }

  /** What was asked for, for people. */
  static String describe(String method, Address address, Set<String> query, boolean copy) {
    if (copy) {
      return query.contains("uploadId") ? "UploadPartCopy" : "CopyObject";
    }
    String what = address.bucket().isEmpty() ? "/" : address.key().isEmpty() ? "bucket" : "object";
    return method
        + " "
        + what
        + query.stream().filter(SUBRESOURCES::contains).findFirst().map("?"::concat).orElse("");
  }

  private static @Nullable S3Operation ofBucket(String method, Set<String> query) {
    return switch (method) {
      case "HEAD" -> HEAD_BUCKET;
      case "POST" -> query.contains("delete") ? DELETE_OBJECTS : null;
      case "GET" ->
          OF_BUCKET.entrySet().stream()
              .filter(entry -> query.contains(entry.getKey()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(null);
      default -> null;
    };
  }

  private static @Nullable S3Operation ofObject(String method, Set<String> query) {
    boolean upload = query.contains("uploadId");
    return switch (method) {
      case "PUT" -> upload ? UPLOAD_PART : PUT_OBJECT;
      case "GET" -> upload ? LIST_PARTS : GET_OBJECT;
      case "HEAD" -> HEAD_OBJECT;
      case "DELETE" -> upload ? ABORT_MULTIPART_UPLOAD : DELETE_OBJECT;
      case "POST" ->
          upload
              ? COMPLETE_MULTIPART_UPLOAD
              : query.contains("uploads") ? CREATE_MULTIPART_UPLOAD : null;
      default -> null;
    };
  }
}
