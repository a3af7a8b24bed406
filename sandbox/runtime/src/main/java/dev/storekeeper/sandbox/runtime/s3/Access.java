package dev.storekeeper.sandbox.runtime.s3;

import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.iam.Authorizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Asks whether a caller may do what a request wants, with the condition keys of S3. */
final class Access {
  private final Authorizer authorizer;

  Access(Authorizer authorizer) {
    this.authorizer = authorizer;
  }

  /** Requires that an operation may be done to a bucket or to the object of the request. */
  void require(S3Request request, S3Operation operation, Bucket bucket) {
    String key = request.key();
    require(
        request,
        operation.action(request.versionId().isPresent()),
        bucket,
        key.isEmpty() ? bucket.arn() : bucket.arn(key));
  }

  void require(S3Request request, String action, Bucket bucket, String arn) {
    authorizer.require(request.caller(), action, arn, bucket.policy(), context(request));
  }

  void requireOfAccount(S3Request request, S3Operation operation) {
    authorizer.require(request.caller(), operation.action(false), "*");
  }

  /** That an object does not exist is told only to who may list the bucket. */
  AwsException missing(S3Request request, Bucket bucket, AwsException missing) {
    try {
      authorizer.require(
          request.caller(),
          S3Operation.LIST_OBJECTS_V2.action(false),
          bucket.arn(),
          bucket.policy(),
          Map.of("s3:prefix", request.key()));
      return missing;
    } catch (AwsException denied) {
      return denied;
    }
  }

  private static Map<String, String> context(S3Request request) {
    Map<String, String> context = new HashMap<>();
    put(context, "s3:prefix", Optional.ofNullable(request.query().get("prefix")));
    put(context, "s3:delimiter", request.parameter("delimiter"));
    put(context, "s3:max-keys", request.parameter("max-keys"));
    put(context, "s3:VersionId", request.versionId());
    put(context, "s3:if-none-match", request.header("If-None-Match"));
    put(context, "s3:if-match", request.header("If-Match"));
    for (String header :
        new String[] {
          "x-amz-acl", "x-amz-content-sha256", "x-amz-server-side-encryption", "x-amz-storage-class"
        }) {
      put(context, "s3:" + header, request.header(header));
    }
    return context;
  }

  private static void put(Map<String, String> context, String key, Optional<String> value) {
    value.ifPresent(text -> context.put(key, text));
  }
}
