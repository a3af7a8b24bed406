package dev.storekeeper.cleanup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of a role from that of its session, as {@code aws:PrincipalArn} has it (IAM User Guide,
 * "AWS global condition context keys").
 */
final class RoleArn {
  private static final Pattern SESSION =
      Pattern.compile("arn:([^:]+):sts::([0-9]{12}):assumed-role/([^/]+)/[^/]+");

  private RoleArn() {}

  /**
   * The ARN of a session's role, or of another principal its own.
   *
   * @param caller the ARN that STS tells; it lacks a role's path, so that the role must have none
   */
  static String of(String caller) {
    Matcher session = SESSION.matcher(caller);
    return session.matches()
        ? "arn:%s:iam::%s:role/%s".formatted(session.group(1), session.group(2), session.group(3))
        : caller;
  }
}
