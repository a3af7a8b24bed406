package dev.storekeeper.sandbox.runtime.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.template.Resource;
import java.util.Optional;

/**
 * A bucket as its template describes it.
 *
 * @param name its name
 * @param versioning whether it keeps what is replaced and deleted
 * @param eventBridge whether its events go to the default bus
 * @param properties all of its properties in the template
 * @param policy its bucket policy, if it has one
 */
record Bucket(
    String name,
    Versioning versioning,
    boolean eventBridge,
    JsonNode properties,
    Optional<JsonNode> policy) {

  /** Whether a bucket keeps versions. */
  enum Versioning {
    NEVER(""),
    ENABLED("Enabled"),
    SUSPENDED("Suspended");

    private final String status;

    Versioning(String status) {
      this.status = status;
    }

    /** As the API writes it, empty where versioning was never on. */
    String status() {
      return status;
    }
  }

  /**
   * The bucket of an {@code AWS::S3::Bucket}.
   *
   * @throws IllegalArgumentException if its name is not one of a bucket
   */
  static Bucket of(Resource resource) {
    String name = resource.name();
    if (!name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]") || name.contains("..")) {
      throw new IllegalArgumentException(
          "the bucket's name is '"
              + name
              + "'; expected 3 to 63 lower-case letters, digits, hyphens and dots");
    }
    JsonNode properties = resource.properties();
    String status = properties.path("VersioningConfiguration").path("Status").asText();
    Versioning versioning =
        switch (status) {
          case "Enabled" -> Versioning.ENABLED;
          case "Suspended" -> Versioning.SUSPENDED;
          default -> Versioning.NEVER;
        };
    boolean eventBridge =
        properties
            .at("/NotificationConfiguration/EventBridgeConfiguration/EventBridgeEnabled")
            .asBoolean();
    return new Bucket(name, versioning, eventBridge, properties, Optional.empty());
  }

  Bucket withPolicy(JsonNode document) {
    return new Bucket(name, versioning, eventBridge, properties, Optional.of(document));
  }

  String arn() {
    return "arn:aws:s3:::" + name;
  }

  String arn(String key) {
    return arn() + "/" + key;
  }
}
