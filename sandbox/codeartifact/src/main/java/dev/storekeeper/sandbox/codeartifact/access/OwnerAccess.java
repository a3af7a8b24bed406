package dev.storekeeper.sandbox.codeartifact.access;

import dev.storekeeper.sandbox.codeartifact.AccessControl;
import dev.storekeeper.sandbox.codeartifact.Principal;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.access.PolicyStatement.Matcher;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The permissions of a server without IAM: every caller is the owner's account and may do
 * everything but what a permissions policy denies it. Allowances change nothing, and conditions
 * cannot be told, so that a denial with a condition is refused when it is put. Immutable.
 */
public final class OwnerAccess implements AccessControl {
  @Override
  public void require(Principal principal, String action, String resourceArn) {}

  @Override
  public void require(
      Principal principal,
      String action,
      String resourceArn,
      Map<String, String> conditionKeys,
      List<String> resourcePolicies) {
    for (String document : resourcePolicies) {
      for (PolicyStatement statement : PolicyDocument.parse(document).statements()) {
        if (!statement.allows()
            && concerns(statement.principals(), principal)
            && matches(statement.actions(), action.toLowerCase(Locale.ROOT), true)
            && matches(statement.resources(), resourceArn, false)) {
          throw ServiceException.denied(
              ("User: %s is not authorized to perform: %s on resource: %s with an explicit deny in"
                      + " a resource-based policy")
                  .formatted(principal.arn(), action, resourceArn));
        }
      }
    }
  }

  @Override
  public void checkPolicy(String document) {
    for (PolicyStatement statement : PolicyDocument.parse(document).statements()) {
      if (!statement.allows() && statement.conditional()) {
        throw ServiceException.invalid(
            "Parameter 'policyDocument': found a statement that denies under a condition, expected"
                + " none: this server has no condition keys");
      }
    }
  }

  private static boolean concerns(Matcher principals, Principal principal) {
    String account = principal.account();
    boolean named =
        principals.values().stream()
            .anyMatch(value ->
                value.equals("*")
                    || value.equals(account)
                    || value.equals("arn:aws:iam::" + account + ":root")
                    || value.equals(principal.arn()));
    return named != principals.inverted();
  }

  private static boolean matches(Matcher patterns, String text, boolean lowerCase) {
    boolean any =
        patterns.values().stream()
            .map(pattern -> lowerCase ? pattern.toLowerCase(Locale.ROOT) : pattern)
            .anyMatch(pattern -> Wildcards.matches(pattern, text));
    return any != patterns.inverted();
  }
}
