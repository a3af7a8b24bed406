package dev.storekeeper.sandbox.runtime.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.iam.policy.PolicyDocument;
import dev.storekeeper.sandbox.runtime.iam.policy.PolicyException;
import dev.storekeeper.sandbox.runtime.iam.policy.PolicyKind;
import dev.storekeeper.sandbox.runtime.iam.policy.PolicyRequest;
import dev.storekeeper.sandbox.runtime.iam.policy.Principal;
import dev.storekeeper.sandbox.runtime.iam.policy.Verdict;
import dev.storekeeper.sandbox.runtime.template.Stack;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides by the roles of a stack and the policies of resources, within one account, as IAM does
 * (IAM User Guide, "Policy evaluation logic"): an explicit deny wins; a role's session needs an
 * allowance of its role, within its session policy, or of the resource; a service needs one of the
 * resource. The owner may do everything but what {@link #requireUnder} says. Immutable.
 *
 * <p>Besides the context that a call brings, conditions see {@code aws:CurrentTime}, {@code
 * aws:EpochTime}, {@code aws:SecureTransport} (always true: loopback stands for TLS), {@code
 * aws:PrincipalArn}, {@code aws:PrincipalAccount}, {@code aws:PrincipalTag/<key>} and {@code
 * aws:SourceIdentity} for roles, {@code aws:SourceArn} and {@code aws:SourceAccount} for services.
 * The values of a multivalued key are separated by line feeds.
 */
public final class PolicyEvaluator implements Authorizer, RoleTrust {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, RolePolicies> roles;
  private final Clock clock;

  private PolicyEvaluator(Map<String, RolePolicies> roles, Clock clock) {
    this.roles = Map.copyOf(roles);
    this.clock = clock;
  }

  /**
   * An evaluator for the {@code AWS::IAM::Role} resources of a stack.
   *
   * @throws IllegalArgumentException if a document is malformed or a managed policy is unknown;
   *     says which role's
   */
  public static PolicyEvaluator of(Stack stack, Clock clock) {
    return new PolicyEvaluator(RolePolicies.of(stack), clock);
  }

  @Override
  public void require(
      Caller caller,
      String action,
      String resource,
      Optional<JsonNode> resourcePolicy,
      Map<String, String> context) {
    Optional<PolicyDocument> document = resourcePolicy.map(PolicyEvaluator::resourceDocument);
    switch (caller) {
      case Caller.Owner _ -> {}
      case Caller.Service service ->
          requireService(service, request(service, action, resource, context), document);
      case Caller.RoleSession session ->
          requireRole(session, request(session, action, resource, context), document);
    }
  }

  /**
   * The same with all policies that bind the resource, which bind the owner as well: what one of
   * them denies, nobody may.
   *
   * @throws AwsException {@code AccessDenied} as always, {@code MalformedPolicyDocument} if a
   *     document is none
   */
  public void requireUnder(
      List<JsonNode> resourcePolicies,
      Caller caller,
      String action,
      String resource,
      Map<String, String> context) {
    ObjectNode all = JSON.createObjectNode().put("Version", "2012-10-17");
    ArrayNode statements = all.putArray("Statement");
    for (JsonNode policy : resourcePolicies) {
      JsonNode own = policy.path("Statement");
      (own.isArray() ? own : List.of(own)).forEach(statements::add);
    }
    if (statements.isEmpty()) {
      require(caller, action, resource, Optional.empty(), context);
      return;
    }
    if (caller instanceof Caller.Owner owner
        && resourceDocument(all)
                .decide(request(owner, action, resource, context), new Principal.User(owner.arn()))
            == Verdict.DENY) {
      throw denied(
          owner,
          request(owner, action, resource, context),
          "with an explicit deny in a resource-based policy");
    }
    require(caller, action, resource, Optional.of(all), context);
  }

  @Override
  public boolean trusts(String roleArn, Caller caller, String action, Map<String, String> context) {
    RolePolicies role = roles.get(roleArn);
    if (role == null) {
      return false;
    }
    PolicyRequest request = request(caller, action, roleArn, context);
    return switch (caller) {
      case Caller.Owner _ -> true;
      case Caller.Service service ->
          allows(role.trust().decide(request, new Principal.Service(service.principal())));
      case Caller.RoleSession session ->
          roleDenial(
                  session,
                  request,
                  Optional.of(role.trust()),
                  action.equals("sts:AssumeRole") ? Needed.TRUST : Needed.TRUST_AND_IDENTITY)
              .isEmpty();
    };
  }

  @Override
  public boolean trustsWebIdentity(String roleArn, String provider, Map<String, String> context) {
    RolePolicies role = roles.get(roleArn);
    if (role == null) {
      return false;
    }
    Map<String, String> keys = ContextKeys.at(clock.instant());
    keys.putAll(context);
    return allows(
        role.trust()
            .decide(
                new PolicyRequest("sts:AssumeRoleWithWebIdentity", roleArn, keys),
                new Principal.Federated(ContextKeys.accountOf(roleArn), provider)));
  }

  private void requireService(
      Caller.Service service, PolicyRequest request, Optional<PolicyDocument> resourcePolicy) {
    Verdict verdict =
        resourcePolicy
            .map(policy -> policy.decide(request, new Principal.Service(service.principal())))
            .orElse(Verdict.SILENT);
    if (verdict == Verdict.DENY) {
      throw denied(service, request, "with an explicit deny in a resource-based policy");
    }
    if (!allows(verdict)) {
      throw denied(service, request, silent("resource-based", request));
    }
  }

  private void requireRole(
      Caller.RoleSession session, PolicyRequest request, Optional<PolicyDocument> resourcePolicy) {
    roleDenial(session, request, resourcePolicy, Needed.EITHER)
        .ifPresent(reason -> {
          throw denied(session, request, reason);
        });
  }

  /** Whose allowance a request needs. */
  private enum Needed {
    /** The caller's own policies or the resource's. */
    EITHER,
    /** The trust policy's; the caller's own count only where it names the caller's account. */
    TRUST,
    /** Both the trust policy's and the caller's own. */
    TRUST_AND_IDENTITY
  }

  /** Why a session may not act, empty if it may. */
  private Optional<String> roleDenial(
      Caller.RoleSession session,
      PolicyRequest request,
      Optional<PolicyDocument> resourcePolicy,
      Needed needed) {
    Principal.Session principal = new Principal.Session(session.roleArn(), session.arn());
    Verdict identity =
        Optional.ofNullable(roles.get(session.roleArn()))
            .map(role -> role.decide(request))
            .orElse(Verdict.SILENT);
    Optional<Verdict> limit = sessionPolicy(session).map(policy -> policy.decide(request));
    Verdict resource =
        resourcePolicy.map(policy -> policy.decide(request, principal)).orElse(Verdict.SILENT);
    if (identity == Verdict.DENY) {
      return Optional.of("with an explicit deny in an identity-based policy");
    }
    if (limit.filter(verdict -> verdict == Verdict.DENY).isPresent()) {
      return Optional.of("with an explicit deny in a session policy");
    }
    if (resource == Verdict.DENY) {
      return Optional.of("with an explicit deny in a resource-based policy");
    }
    boolean byIdentity = identity == Verdict.ALLOW;
    boolean byResource = allows(resource);
    boolean allowed =
        switch (needed) {
          case EITHER -> byIdentity || byResource;
          case TRUST -> byResource || (byIdentity && resource == Verdict.DELEGATE);
          case TRUST_AND_IDENTITY -> byIdentity && resource != Verdict.SILENT;
        };
    if (!allowed) {
      return Optional.of(
          silent(needed == Needed.EITHER ? "identity-based" : "resource-based", request));
    }
    if (resource == Verdict.ALLOW_SESSION && needed != Needed.TRUST_AND_IDENTITY) {
      return Optional.empty();
    }
    return limit.filter(verdict -> verdict == Verdict.SILENT).map(_ -> silent("session", request));
  }

  private PolicyRequest request(
      Caller caller, String action, String resource, Map<String, String> context) {
    Map<String, String> all = ContextKeys.of(caller, clock.instant());
    all.putAll(context);
    return new PolicyRequest(action, resource, all);
  }

  private static boolean allows(Verdict verdict) {
    return verdict == Verdict.ALLOW || verdict == Verdict.ALLOW_SESSION;
  }

  private static PolicyDocument resourceDocument(JsonNode policy) {
    try {
      return PolicyDocument.parse(policy, PolicyKind.RESOURCE);
    } catch (PolicyException e) {
      throw new AwsException(400, "MalformedPolicyDocument", String.valueOf(e.getMessage()));
    }
  }

  private static Optional<PolicyDocument> sessionPolicy(Caller.RoleSession session) {
    if (session.sessionPolicy().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          PolicyDocument.parse(JSON.readTree(session.sessionPolicy()), PolicyKind.IDENTITY));
    } catch (IOException | PolicyException e) {
      throw new AwsException(
          400, "MalformedPolicyDocument", "the session policy: " + e.getMessage());
    }
  }

  private static String silent(String kind, PolicyRequest request) {
    return "because no " + kind + " policy allows the " + request.action() + " action";
  }

  private static AwsException denied(Caller caller, PolicyRequest request, String reason) {
    return new AwsException(
        403,
        "AccessDenied",
        "User: %s is not authorized to perform: %s on resource: %s %s"
            .formatted(caller.arn(), request.action(), request.resource(), reason));
  }
}
