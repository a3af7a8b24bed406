package dev.storekeeper.trust;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the IAM session policy that narrows a vended token to its grant.
 *
 * <p>Each action of CodeArtifact is defined for resources of a single type, so actions on domain,
 * repositories and packages can share a statement without any of them reaching further than in
 * statements of their own. That keeps the policy short.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodeartifact.html">
 *     Actions and resource types of CodeArtifact</a>
 */
public final class SessionPolicy {
  /** The longest inline session policy that STS takes, in characters. */
  public static final int MAX_CHARACTERS = 2048;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String PUBLISH = "codeartifact:PublishPackageVersion";
  private static final String METADATA = "codeartifact:PutPackageMetadata";

  private final Grant grant;
  private final String arn;

  private SessionPolicy(Grant grant, String partition, String region, String account) {
    this.grant = grant;
    String owner = grant.domainOwner().orElse(account);
    this.arn = "arn:" + partition + ":codeartifact:" + region + ":" + owner + ":";
  }

  /**
   * The policy of a grant, as compact JSON.
   *
   * @param partition the AWS partition, {@code aws}
   * @param region the region of the domain
   * @param account the account that owns the domain unless the grant names another
   * @throws IllegalArgumentException if it is longer than STS takes; the lint finds such grants
   */
  public static String of(Grant grant, String partition, String region, String account) {
    String json = new SessionPolicy(grant, partition, region, account).json();
    if (json.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "the session policy of " + grant.statement() + " has " + json.length() + " characters");
    }
    return json;
  }

  /** How long the policy of a grant is, wherever the domain may be. */
  static int longest(Grant grant) {
    return new SessionPolicy(grant, "aws", "ap-southeast-2", "0".repeat(12)).json().length();
  }

  private String json() {
    List<String> plain = new ArrayList<>();
    List<String> described = new ArrayList<>();
    for (Scope scope : grant.scopes()) {
      if (scope.publishes()) {
        (hasMetadata(scope) ? described : plain).addAll(packages(scope));
      }
    }
    List<String> actions = new ArrayList<>(List.of("codeartifact:GetAuthorizationToken"));
    List<String> resources = new ArrayList<>(List.of(arn + "domain/" + grant.domain()));
    if (grant.scopes().stream().anyMatch(scope -> !scope.publishes())) {
      actions.addAll(
          List.of("codeartifact:ReadFromRepository", "codeartifact:GetRepositoryEndpoint"));
      grant.repositories().forEach(name -> resources.add(path("repository", name)));
    }
    if (!plain.isEmpty()) {
      actions.add(PUBLISH);
      resources.addAll(plain);
    }
    ObjectNode policy = JSON.objectNode().put("Version", "2012-10-17");
    ArrayNode statements = policy.putArray("Statement");
    if (plain.isEmpty() && !described.isEmpty()) {
      actions.addAll(List.of(PUBLISH, METADATA));
      resources.addAll(described);
    }
    statements.add(allow(actions, resources));
    if (!plain.isEmpty() && !described.isEmpty()) {
      statements.add(allow(List.of(PUBLISH, METADATA), described));
    }
    statements.add(bearerToken());
    return policy.toString();
  }

  /** A token for CodeArtifact alone, and for no longer than granted. */
  private ObjectNode bearerToken() {
    ObjectNode statement = allow(List.of("sts:GetServiceBearerToken"), List.of("*"));
    ObjectNode condition = statement.putObject("Condition");
    condition.putObject("StringEquals").put("sts:AWSServiceName", "codeartifact.amazonaws.com");
    condition
        .putObject("NumericLessThanEquals")
        .put("sts:DurationSeconds", grant.duration().toSeconds());
    return statement;
  }

  /** npm writes dist-tags, and Maven its metadata; other clients only publish. */
  private static boolean hasMetadata(Scope scope) {
    Optional<String> pattern = scope.packagePattern();
    return pattern.isEmpty()
        || pattern.get().startsWith("npm/")
        || pattern.get().startsWith("maven/");
  }

  private List<String> packages(Scope scope) {
    String pattern = scope.packagePattern().orElse("*");
    return grant.repositories().stream()
        .map(name -> path("package", name + "/" + pattern))
        .toList();
  }

  private String path(String type, String rest) {
    return arn + type + "/" + grant.domain() + "/" + rest;
  }

  private static ObjectNode allow(List<String> actions, List<String> resources) {
    ObjectNode statement = JSON.objectNode().put("Effect", "Allow");
    set(statement, "Action", actions);
    set(statement, "Resource", resources);
    return statement;
  }

  private static void set(ObjectNode statement, String field, List<String> values) {
    if (values.size() == 1) {
      statement.put(field, values.getFirst());
    } else {
      values.forEach(statement.putArray(field)::add);
    }
  }
}
