package dev.storekeeper.cleanup.plan;

import java.util.Locale;

/**
 * Whose consent a plan has. Two principals whose last names are the same count as one person,
 * whatever role they have taken: the name of a session, of an IAM user, of a federated user. Who
 * can choose the name of a session freely can pass for two; IAM Identity Center and the condition
 * {@code sts:RoleSessionName} prevent that.
 */
public final class Consent {
  private Consent() {}

  /** How many persons consented to at least a scope. */
  public static int persons(Plan plan, Approval.Scope scope) {
    return Math.toIntExact(
        plan.approvals().stream()
            .filter(approval -> approval.scope().compareTo(scope) >= 0)
            .filter(approval -> approval.scope() != Approval.Scope.ENFORCED)
            .map(approval -> person(approval.by()))
            .distinct()
            .count());
  }

  /** What tells the person of an ARN from others. */
  public static String person(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }
}
