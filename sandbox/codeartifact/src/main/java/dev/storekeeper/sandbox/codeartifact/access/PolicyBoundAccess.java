package dev.storekeeper.sandbox.codeartifact.access;

import dev.storekeeper.sandbox.codeartifact.AccessControl;
import dev.storekeeper.sandbox.codeartifact.Principal;
import dev.storekeeper.sandbox.codeartifact.catalog.DomainId;
import dev.storekeeper.sandbox.codeartifact.catalog.Policies;
import dev.storekeeper.sandbox.codeartifact.catalog.RepositoryId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hands each question to another access control together with the permissions policies that bind
 * the resource: for a domain its own; for a repository or package the domain's and the
 * repository's. Setting a policy is asked without any, so that nobody locks himself out. Safe for
 * use by many threads.
 */
public final class PolicyBoundAccess implements AccessControl {
  private static final Pattern ARN =
      Pattern.compile(
          "arn:aws:codeartifact:[^:]*:(\\d{12}):(?:domain/([^/]+)"
              + "|repository/([^/]+)/([^/]+)|package/([^/]+)/([^/]+)/.*)");
  private static final Set<String> UNBOUND =
      Set.of(
          "codeartifact:PutDomainPermissionsPolicy", "codeartifact:PutRepositoryPermissionsPolicy");

  private final AccessControl access;
  private final Policies policies;

  /** An access control, and the policies that bind what it decides. */
  public PolicyBoundAccess(AccessControl access, Policies policies) {
    this.access = access;
    this.policies = policies;
  }

  @Override
  public void require(Principal principal, String action, String resourceArn) {
    require(principal, action, resourceArn, Map.of());
  }

  @Override
  public void require(
      Principal principal, String action, String resourceArn, Map<String, String> conditionKeys) {
    List<String> bound = UNBOUND.contains(action) ? List.of() : inForce(resourceArn);
    require(principal, action, resourceArn, conditionKeys, bound);
  }

  @Override
  public void require(
      Principal principal,
      String action,
      String resourceArn,
      Map<String, String> conditionKeys,
      List<String> resourcePolicies) {
    access.require(principal, action, resourceArn, conditionKeys, resourcePolicies);
  }

  /** The same for making something in a domain, which no ARN names yet. */
  public void requireIn(DomainId domain, Principal principal, String action) {
    require(principal, action, "*", Map.of(), policies.inForce(domain));
  }

  @Override
  public void checkPolicy(String document) {
    access.checkPolicy(document);
  }

  private List<String> inForce(String resourceArn) {
    Matcher arn = ARN.matcher(resourceArn);
    if (!arn.matches()) {
      return List.of();
    }
    String owner = arn.group(1);
    if (arn.group(2) != null) {
      return policies.inForce(new DomainId(owner, arn.group(2)));
    }
    int first = arn.group(3) != null ? 3 : 5;
    return policies.inForce(
        new RepositoryId(new DomainId(owner, arn.group(first)), arn.group(first + 1)));
  }
}
