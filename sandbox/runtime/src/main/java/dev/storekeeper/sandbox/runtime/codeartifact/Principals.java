package dev.storekeeper.sandbox.runtime.codeartifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.storekeeper.sandbox.codeartifact.AccessControl;
import dev.storekeeper.sandbox.codeartifact.Principal;
import dev.storekeeper.sandbox.codeartifact.PrincipalResolver;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.FrontServer;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.iam.PolicyEvaluator;
import dev.storekeeper.sandbox.runtime.iam.SessionAttributes;
import dev.storekeeper.sandbox.runtime.iam.policy.PolicyDocument;
import dev.storekeeper.sandbox.runtime.iam.policy.PolicyException;
import dev.storekeeper.sandbox.runtime.iam.policy.PolicyKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Callers as CodeArtifact's principals, and IAM as its access control. An authorization token keeps
 * its principal, so a role's session and session policy bind the token as well.
 */
public final class Principals implements PrincipalResolver, AccessControl {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROLE = "role";
  private static final String SESSION = "session";
  private static final String SESSION_POLICY = "sessionPolicy";
  private static final String TAG = "tag:";
  private final String account;
  private final PolicyEvaluator policies;

  /** Principals of an account (12 digits), whose permissions the policies decide. */
  public Principals(String account, PolicyEvaluator policies) {
    this.account = account;
    this.policies = policies;
  }

  @Override
  public Principal resolve(HttpExchange exchange) {
    if (!(exchange.getAttribute(FrontServer.CALLER) instanceof Caller caller)) {
      throw new ServiceException(
          403, "MissingAuthenticationTokenException", "the request is not signed");
    }
    return switch (caller) {
      case Caller.Owner owner -> new Principal(account, owner.arn());
      case Caller.RoleSession session -> new Principal(account, session.arn(), context(session));
      case Caller.Service service ->
          throw ServiceException.denied(service.principal() + " does not call CodeArtifact");
    };
  }

  @Override
  public void require(Principal principal, String action, String resourceArn) {
    require(principal, action, resourceArn, Map.of());
  }

  @Override
  public void require(
      Principal principal, String action, String resourceArn, Map<String, String> conditionKeys) {
    require(principal, action, resourceArn, conditionKeys, List.of());
  }

  @Override
  public void require(
      Principal principal,
      String action,
      String resourceArn,
      Map<String, String> conditionKeys,
      List<String> resourcePolicies) {
    try {
      policies.requireUnder(
          resourcePolicies.stream().map(Principals::read).toList(),
          caller(principal),
          action,
          resourceArn,
          conditionKeys);
    } catch (AwsException e) {
      throw ServiceException.denied(e.getMessage());
    }
  }

  @Override
  public void checkPolicy(String document) {
    try {
      PolicyDocument.parse(read(document), PolicyKind.RESOURCE);
    } catch (PolicyException e) {
      throw ServiceException.invalid("Parameter 'policyDocument': " + e.getMessage());
    }
  }

  private static JsonNode read(String document) {
    try {
      return JSON.readTree(document);
    } catch (JsonProcessingException e) {
      throw ServiceException.invalid("Parameter 'policyDocument': it is not JSON");
    }
  }

  private static Map<String, String> context(Caller.RoleSession session) {
    SessionAttributes attributes = session.attributes();
    Map<String, String> context = new HashMap<>();
    context.put(ROLE, session.roleArn());
    context.put(SESSION, session.sessionName());
    context.put(SESSION_POLICY, session.sessionPolicy());
    attributes
        .sourceIdentity()
        .ifPresent(identity -> context.put(Principal.SOURCE_IDENTITY, identity));
    attributes.tags().forEach((key, value) -> context.put(TAG + key, value));
    attributes.expires().ifPresent(end -> context.put(Principal.SESSION_END, end.toString()));
    return context;
  }

  /** The caller that a token stands for. It has no end: a token may outlive its session. */
  private static Caller caller(Principal principal) {
    Map<String, String> context = principal.context();
    String role = context.get(ROLE);
    return role == null
        ? new Caller.Owner(principal.account(), name(principal))
        : new Caller.RoleSession(
            role,
            context.getOrDefault(SESSION, ""),
            context.getOrDefault(SESSION_POLICY, ""),
            new SessionAttributes(principal.sourceIdentity(), tags(context), Optional.empty()));
  }

  private static String name(Principal principal) {
    return principal.arn().substring(principal.arn().lastIndexOf('/') + 1);
  }

  private static Map<String, String> tags(Map<String, String> context) {
    return context.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(TAG))
        .collect(
            Collectors.toMap(entry -> entry.getKey().substring(TAG.length()), Map.Entry::getValue));
  }
}
