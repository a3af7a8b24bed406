package dev.storekeeper.sandbox.runtime.iam.policy;

import java.util.List;
import java.util.Map;

/**
 * Whom a statement is about: IAM's {@code Principal} element.
 *
 * @param byType the named principals by type: {@code AWS}, {@code Service}, {@code Federated}
 * @param inverted whether it was written as {@code NotPrincipal}
 */
record Principals(Map<String, List<String>> byType, boolean inverted) {
  static final List<String> TYPES = List.of("AWS", "Service", "Federated");

  Principals {
    byType = Map.copyOf(byType);
  }

  /**
   * How far a statement with these principals reaches someone. An account as a principal only lets
   * that account's own policies decide, so it is told apart.
   */
  PrincipalMatch match(Principal principal) {
    PrincipalMatch match = named(principal);
    if (!inverted) {
      return match;
    }
    return match == PrincipalMatch.NONE ? PrincipalMatch.DIRECT : PrincipalMatch.NONE;
  }

  private PrincipalMatch named(Principal principal) {
    List<String> aws = byType.getOrDefault("AWS", List.of());
    if (aws.contains("*")) {
      return PrincipalMatch.DIRECT;
    }
    return switch (principal) {
      case Principal.Service service ->
          byType.getOrDefault("Service", List.of()).contains(service.name())
              ? PrincipalMatch.DIRECT
              : PrincipalMatch.NONE;
      case Principal.Federated federated ->
          byType.getOrDefault("Federated", List.of()).contains(federated.arn())
              ? PrincipalMatch.DIRECT
              : PrincipalMatch.NONE;
      case Principal.User user ->
          aws.contains(user.arn()) ? PrincipalMatch.DIRECT : ofAccount(aws, user.account());
      case Principal.Session session -> {
        if (aws.contains(session.sessionArn())) {
          yield PrincipalMatch.SESSION;
        }
        if (aws.contains(session.roleArn())) {
          yield PrincipalMatch.DIRECT;
        }
        yield ofAccount(aws, session.account());
      }
    };
  }

  private static PrincipalMatch ofAccount(List<String> aws, String account) {
    boolean named = aws.contains(account) || aws.contains("arn:aws:iam::" + account + ":root");
    return named ? PrincipalMatch.ACCOUNT : PrincipalMatch.NONE;
  }
}
