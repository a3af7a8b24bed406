package dev.storekeeper.sandbox.runtime.codeartifact;

import com.sun.net.httpserver.HttpExchange;
import dev.storekeeper.sandbox.codeartifact.AccessControl;
import dev.storekeeper.sandbox.codeartifact.Principal;
import dev.storekeeper.sandbox.codeartifact.PrincipalResolver;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.FrontServer;
import dev.storekeeper.sandbox.runtime.iam.Authorizer;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.iam.SessionAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Callers as CodeArtifact's principals, and IAM as its access control. An authorization token keeps
 * its principal, so a role's session and session policy bind the token as well.
 */
public final class Principals implements PrincipalResolver, AccessControl {
  private static final String ROLE = "role";
  private static final String SESSION = "session";
  private static final String SESSION_POLICY = "sessionPolicy";
  private static final String SOURCE_IDENTITY = "sourceIdentity";
  private static final String TAG = "tag:";
  private final String account;
  private final Authorizer authorizer;

  /** Principals of an account (12 digits), whose permissions the authorizer decides. */
  public Principals(String account, Authorizer authorizer) {
    this.account = account;
    this.authorizer = authorizer;
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
    try {
      authorizer.require(caller(principal), action, resourceArn, Optional.empty(), conditionKeys);
    } catch (AwsException e) {
      throw ServiceException.denied(e.getMessage());
    }
  }

  private static Map<String, String> context(Caller.RoleSession session) {
    SessionAttributes attributes = session.attributes();
    Map<String, String> context = new HashMap<>();
    context.put(ROLE, session.roleArn());
    context.put(SESSION, session.sessionName());
    context.put(SESSION_POLICY, session.sessionPolicy());
    attributes.sourceIdentity().ifPresent(identity -> context.put(SOURCE_IDENTITY, identity));
    attributes.tags().forEach((key, value) -> context.put(TAG + key, value));
    attributes.expires().ifPresent(end -> context.put(Principal.SESSION_END, end.toString()));
    return context;
  }

  /** The caller that a token stands for. It has no end: a token may outlive its session. */
  private static Caller caller(Principal principal) {
    Map<String, String> context = principal.context();
    String role = context.get(ROLE);
    return role == null
        ? new Caller.Owner(principal.account())
        : new Caller.RoleSession(
            role,
            context.getOrDefault(SESSION, ""),
            context.getOrDefault(SESSION_POLICY, ""),
            new SessionAttributes(
                Optional.ofNullable(context.get(SOURCE_IDENTITY)),
                tags(context),
                Optional.empty()));
  }

  private static Map<String, String> tags(Map<String, String> context) {
    return context.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(TAG))
        .collect(
            Collectors.toMap(entry -> entry.getKey().substring(TAG.length()), Map.Entry::getValue));
  }
}
