package dev.storekeeper.usagetracking.trail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.usage.DomainPackage;
import dev.storekeeper.usage.RepositoryCoordinates;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * One record of CloudTrail (CloudTrail user guide, "CloudTrail record contents"). The parameters of
 * a package manager's request are named as in CodeArtifact's sample ({@code domainName}), those of
 * an API call as in the API model ({@code domain}); either is read wherever it occurs.
 */
record TrailRecord(JsonNode json) {
  private static final String SOURCE = "codeartifact.amazonaws.com";

  boolean isOfCodeArtifact() {
    return json.path("eventSource").asText().equals(SOURCE);
  }

  boolean isReadOnly() {
    return json.path("readOnly").asBoolean();
  }

  String eventName() {
    return json.path("eventName").asText();
  }

  Optional<String> errorCode() {
    return text(json.path("errorCode"));
  }

  Optional<String> httpMethod() {
    return text(json.path("additionalEventData").path("httpMethod"));
  }

  Optional<String> requestUri() {
    return text(json.path("additionalEventData").path("requestUri"));
  }

  JsonNode userIdentity() {
    return json.path("userIdentity");
  }

  /** Whom to name: the ARN, or else the service or the kind of caller. */
  String principal() {
    return text(userIdentity().path("arn"))
        .or(() -> text(userIdentity().path("invokedBy")))
        .or(() -> text(userIdentity().path("type")))
        .orElse("unknown");
  }

  Instant time() throws MalformedTrailException {
    String time = json.path("eventTime").asText();
    try {
      return Instant.parse(time);
    } catch (DateTimeException e) {
      throw new MalformedTrailException(
          "eventTime: found " + Shown.text(time) + ", expected a time as in 2026-03-04T10:15:30Z",
          e);
    }
  }

  String format() {
    return parameter("packageFormat", "format").orElse("");
  }

  /** The name without a scope that it may carry. */
  String packageName() {
    String name = parameter("packageName", "package").orElse("");
    return scope(name).isEmpty() ? name : name.substring(name.indexOf('/') + 1);
  }

  String version() {
    return parameter("packageVersion", "version").orElse("");
  }

  Optional<RepositoryCoordinates> repository() {
    try {
      return Optional.of(
          new RepositoryCoordinates(
              domainOwner(),
              parameter("domainName", "domain").orElse(""),
              parameter("repositoryName", "repository").orElse("")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  Optional<DomainPackage> domainPackage() {
    String name = parameter("packageName", "package").orElse("");
    try {
      return Optional.of(
          new DomainPackage(
              domainOwner(),
              parameter("domainName", "domain").orElse(""),
              format(),
              parameter("packageNamespace", "namespace")
                  .map(namespace -> namespace.startsWith("@") ? namespace.substring(1) : namespace)
                  .orElse(scope(name)),
              packageName()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whoever names no owner means the domain of the calling account. */
  private String domainOwner() {
    return parameter("domainOwner", "domain-owner")
        .or(() -> text(userIdentity().path("accountId")))
        .or(() -> text(json.path("recipientAccountId")))
        .orElse("");
  }

  private static String scope(String name) {
    int slash = name.indexOf('/');
    return name.startsWith("@") && slash > 1 ? name.substring(1, slash) : "";
  }

  private Optional<String> parameter(String name, String other) {
    JsonNode parameters = json.path("requestParameters");
    return text(parameters.path(name)).or(() -> text(parameters.path(other)));
  }

  private static Optional<String> text(JsonNode value) {
    return value.isTextual() && !value.asText().isEmpty()
        ? Optional.of(value.asText())
        : Optional.empty();
  }
}
