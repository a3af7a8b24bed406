package dev.storekeeper.sandbox.runtime.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.template.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The buckets of a template by name. Safe for use by many threads. */
final class Buckets {
  private final Map<String, Bucket> byName = new ConcurrentSkipListMap<>();
  private final Instant made;

  /** No buckets yet; what is added is made now. */
  Buckets(Instant made) {
    this.made = made;
  }

  Instant made() {
    return made;
  }

  /**
   * Makes the resource of a template.
   *
   * @throws IllegalArgumentException if it is not valid
   */
  void provision(Resource resource) {
    JsonNode properties = resource.properties();
    switch (resource.type()) {
      case "AWS::S3::Bucket" -> {
        Bucket bucket = Bucket.of(resource);
        if (byName.putIfAbsent(bucket.name(), bucket) != null) {
          throw new IllegalArgumentException("a bucket " + bucket.name() + " is there already");
        }
      }
      case "AWS::S3::BucketPolicy" -> {
        Bucket bucket = byName.get(properties.path("Bucket").asText());
        if (bucket == null) {
          throw new IllegalArgumentException(
              "Bucket is '"
                  + properties.path("Bucket").asText()
                  + "'; expected one of the template");
        }
        if (bucket.policy().isPresent()) {
          throw new IllegalArgumentException(
              "the bucket " + bucket.name() + " has a policy already");
        }
        byName.put(bucket.name(), bucket.withPolicy(properties.path("PolicyDocument")));
      }
      default ->
          throw new IllegalArgumentException(
              resource.logicalId() + " is of type " + resource.type() + ", not S3's");
    }
  }

  List<Bucket> all() {
    return List.copyOf(byName.values());
  }

  Bucket find(String name) {
    Bucket bucket = byName.get(name);
    if (bucket == null) {
      throw Refusals.noSuchBucket(name);
    }
    return bucket;
  }
}
