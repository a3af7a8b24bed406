package dev.storekeeper.sandbox.codeartifact;

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
}
