package dev.storekeeper.sandbox.codeartifact;

import java.util.List;
import java.util.Map;

/** Decides whether a principal may act. Used by many threads. */
@FunctionalInterface
public interface AccessControl {
  /**
   * Returns if the principal may act.
   *
   * @param principal who acts
   * @param action the IAM action, for example {@code codeartifact:DescribeDomain}
   * @param resourceArn the ARN that the action is about, or {@code *}
   * @throws ServiceException {@link ServiceException#denied} if it may not
   */
  void require(Principal principal, String action, String resourceArn);

  /**
   * The same with the condition keys of the request, for example {@code sts:DurationSeconds}. An
   * implementation that does not override this decides without them.
   */
  default void require(
      Principal principal, String action, String resourceArn, Map<String, String> conditionKeys) {
    require(principal, action, resourceArn);
  }

  /**
   * The same with the permissions policies that bind the resource: those of its domain and
   * repository. An explicit deny in one of them binds every principal, the owner too. An
   * implementation that does not override this decides without them, so that they have no effect.
   *
   * @param resourcePolicies the documents, each accepted by {@link #checkPolicy}
   */
  default void require(
      Principal principal,
      String action,
      String resourceArn,
      Map<String, String> conditionKeys,
      List<String> resourcePolicies) {
    require(principal, action, resourceArn, conditionKeys);
  }

  /**
   * Returns if a permissions policy that obeys the grammar can be enforced.
   *
   * @throws ServiceException 400 {@code ValidationException} that says what cannot
   */
  default void checkPolicy(String document) {}
}
