package dev.storekeeper.sandbox.runtime.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;

/**
 * GitLab CI (GitLab documentation, "OpenID Connect authentication using ID tokens"): a job has its
 * tokens from its start to its time-out, here one hour; an audience has to be named.
 */
record GitLab() implements CiSystem {
  private static final ObjectNode DEFAULTS = Claims.read("gitlab.json");

  @Override
  public String name() {
    return "gitlab";
  }

  @Override
  public String keysPath() {
    return "oauth/discovery/keys";
  }

  @Override
  public Duration lifetime() {
    return Duration.ofHours(1);
  }

  @Override
  public Duration notBefore() {
    return Duration.ofSeconds(5);
  }

  @Override
  public boolean fixedPerJob() {
    return true;
  }

  @Override
  public Optional<String> defaultAudience(JsonNode claims) {
    return Optional.empty();
  }

  /** A claim that follows from others, {@code sub} for instance, follows from the given ones. */
  @Override
  public ObjectNode claims(JsonNode given) {
    ObjectNode claims = Claims.merge(DEFAULTS, given);
    String project = claims.path("project_path").asText();
    String ref = claims.path("ref").asText();
    String type = claims.path("ref_type").asText();
    String path = (type.equals("tag") ? "refs/tags/" : "refs/heads/") + ref;
    ObjectNode derived =
        JsonNodeFactory.instance
            .objectNode()
            .put("sub", "project_path:%s:ref_type:%s:ref:%s".formatted(project, type, ref))
            .put("ref_path", path)
            .put("ci_config_ref_uri", "gitlab.com/" + project + "//.gitlab-ci.yml@" + path);
    for (String claim : new String[] {"project_id", "project_path", "namespace_id"}) {
      derived.set("job_" + claim, claims.path(claim));
    }
    derived.set("job_namespace_path", claims.path("namespace_path"));
    return Claims.merge(Claims.merge(derived, DEFAULTS), given);
  }

  @Override
  public ObjectNode header(SigningKey key) {
    return JsonNodeFactory.instance.objectNode();
  }

  @Override
  public String keyId(SigningKey.Pair pair) {
    return pair.thumbprint();
  }
}
