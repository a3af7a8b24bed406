package dev.storekeeper.sandbox.runtime.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.XmlWriter;
import java.io.IOException;
import java.util.List;

/** What buckets are, as their template says it. */
final class BucketOperations {
  private final Account account;
  private final Buckets buckets;

  BucketOperations(Account account, Buckets buckets) {
    this.account = account;
    this.buckets = buckets;
  }

  void list(S3Request request) throws IOException {
    XmlWriter xml =
        S3Answers.document("ListAllMyBucketsResult")
            .open("Owner")
            .element("ID", account.id())
            .close("Owner")
            .open("Buckets");
    for (Bucket bucket : buckets.all()) {
      xml.open("Bucket")
          .element("Name", bucket.name())
          .element("CreationDate", S3Answers.element(buckets.made()))
          .element("BucketRegion", account.region())
          .close("Bucket");
    }
    S3Answers.xml(request.exchange(), xml.close("Buckets").close("ListAllMyBucketsResult"));
  }

  void head(S3Request request) throws IOException {
    request.exchange().getResponseHeaders().set("x-amz-bucket-region", account.region());
    S3Answers.empty(request.exchange(), 200);
  }

  void location(S3Request request) throws IOException {
    // The first region has no name here, for historical reasons.
    String text = account.region().equals("us-east-1") ? "" : account.region();
    S3Answers.xml(
        request.exchange(),
        S3Answers.document("LocationConstraint").text(text).close("LocationConstraint"));
  }

  void versioning(S3Request request, Bucket bucket) throws IOException {
    XmlWriter xml = S3Answers.document("VersioningConfiguration");
    if (bucket.versioning() != Bucket.Versioning.NEVER) {
      xml.element("Status", bucket.versioning().status());
    }
    S3Answers.xml(request.exchange(), xml.close("VersioningConfiguration"));
  }

  void policy(S3Request request, Bucket bucket) throws IOException {
    JsonNode policy =
        bucket
            .policy()
            .orElseThrow(() ->
                new AwsException(404, "NoSuchBucketPolicy", "The bucket policy does not exist"));
    S3Answers.json(request.exchange(), policy.toString());
  }

  void lifecycle(S3Request request, Bucket bucket) throws IOException {
    JsonNode rules = bucket.properties().path("LifecycleConfiguration").path("Rules");
    if (rules.isMissingNode()) {
      throw new AwsException(
          404, "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist");
    }
    XmlWriter xml = S3Answers.document("LifecycleConfiguration");
    for (JsonNode rule : rules) {
      xml.open("Rule");
      text(xml, "ID", rule.path("Id"));
      xml.open("Filter")
          .element("Prefix", rule.path("Prefix").asText())
          .close("Filter")
          .element("Status", rule.path("Status").asText());
      nested(xml, "Expiration", rule, List.of("ExpirationInDays"), List.of("Days"));
      nested(
          xml,
          "NoncurrentVersionExpiration",
          rule.path("NoncurrentVersionExpiration"),
          List.of("NoncurrentDays", "NewerNoncurrentVersions"),
          List.of("NoncurrentDays", "NewerNoncurrentVersions"));
      nested(
          xml,
          "AbortIncompleteMultipartUpload",
          rule.path("AbortIncompleteMultipartUpload"),
          List.of("DaysAfterInitiation"),
          List.of("DaysAfterInitiation"));
      for (JsonNode transition : rule.path("Transitions")) {
        nested(
            xml,
            "Transition",
            transition,
            List.of("TransitionInDays", "StorageClass"),
            List.of("Days", "StorageClass"));
      }
      xml.close("Rule");
    }
    S3Answers.xml(request.exchange(), xml.close("LifecycleConfiguration"));
  }

  private static void nested(
      XmlWriter xml, String element, JsonNode node, List<String> members, List<String> names) {
    if (members.stream().anyMatch(node::has)) {
      xml.open(element);
      for (int i = 0; i < members.size(); i++) {
        text(xml, names.get(i), node.path(members.get(i)));
      }
      xml.close(element);
    }
  }

  private static void text(XmlWriter xml, String element, JsonNode value) {
    if (!value.isMissingNode()) {
      xml.element(element, value.asText());
    }
  }
}
