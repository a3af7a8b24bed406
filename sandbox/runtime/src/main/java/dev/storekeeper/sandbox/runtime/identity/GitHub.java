package dev.storekeeper.sandbox.runtime.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * GitHub Actions (GitHub documentation, "OpenID Connect reference"): every claim is a string, ids
 * too; each request of a job gets a fresh token of five minutes.
 */
record GitHub() implements CiSystem {
  private static final ObjectNode DEFAULTS = Claims.read("github.json");

  @Override
  public String name() {
    return "github";
  }

  @Override
  public String keysPath() {
    return ".well-known/jwks";
  }

  @Override
  public Duration lifetime() {
    return Duration.ofMinutes(5);
  }

  @Override
  public Duration notBefore() {
    return Duration.ofMinutes(10);
  }

  @Override
  public boolean fixedPerJob() {
    return false;
  }

  @Override
  public Optional<String> defaultAudience(JsonNode claims) {
    return Optional.of("https://github.com/" + claims.path("repository_owner").asText());
  }

  /** A claim that follows from others, {@code sub} for instance, follows from the given ones. */
  @Override
  public ObjectNode claims(JsonNode given) {
    ObjectNode claims = Claims.merge(DEFAULTS, given);
    String repository = claims.path("repository").asText();
    String ref = claims.path("ref").asText();
    String workflow = repository + "/.github/workflows/ci.yml@" + ref;
    ObjectNode derived =
        JsonNodeFactory.instance
            .objectNode()
            .put("repository_owner", repository.replaceFirst("/.*", ""))
            .put("ref_type", ref.startsWith("refs/tags/") ? "tag" : "branch")
            .put("workflow_ref", workflow)
            .put("job_workflow_ref", workflow)
            .put("sub", "repo:" + repository + ":" + context(claims));
    return Claims.merge(Claims.merge(derived, DEFAULTS), given);
  }

  @Override
  public ObjectNode header(SigningKey key) {
    return JsonNodeFactory.instance.objectNode().put("x5t", key.thumbprint());
  }

  @Override
  public String keyId(SigningKey.Pair pair) {
    return UUID.randomUUID().toString();
  }

  private static String context(JsonNode claims) {
    if (claims.hasNonNull("environment")) {
      return "environment:" + escaped(claims.path("environment").asText());
    }
    return claims.path("event_name").asText().equals("pull_request")
        ? "pull_request"
        : "ref:" + escaped(claims.path("ref").asText());
  }

  private static String escaped(String value) {
    return value.replace(":", "%3A");
  }
}
