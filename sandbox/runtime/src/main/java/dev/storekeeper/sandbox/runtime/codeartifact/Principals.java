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
import java.util.Map;
import java.util.Optional;

/**
 * Callers as CodeArtifact's principals, and IAM as its access control. An authorization token keeps
 * its principal, so a role's session and session policy bind the token as well.
 */
public final class Principals implements PrincipalResolver, AccessControl {
  private static final String ROLE = "role";
  private static final String SESSION = "session";
  private static final String SESSION_POLICY = "sessionPolicy";
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
      case Caller.RoleSession session ->
          new Principal(
              account,
              session.arn(),
              Map.of(
                  ROLE, session.roleArn(),
                  SESSION, session.sessionName(),
                  SESSION_POLICY, session.sessionPolicy()));
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

  private static Caller caller(Principal principal) {
    Map<String, String> context = principal.context();
    String role = context.get(ROLE);
    return role == null
        ? new Caller.Owner(principal.account())
        : new Caller.RoleSession(
            role, context.getOrDefault(SESSION, ""), context.getOrDefault(SESSION_POLICY, ""));
  }
}
