package dev.storekeeper.sandbox.runtime.iam.policy;

/** Who asks, as the policy language sees it. */
public sealed interface Principal {
  /**
   * An AWS service.
   *
   * @param name its principal, for example {@code sns.amazonaws.com}
   */
  record Service(String name) implements Principal {}

  /**
   * Someone whom an OpenID Connect provider vouches for.
   *
   * @param account the account that the provider is set up in
   * @param provider its issuer without {@code https://}
   */
  record Federated(String account, String provider) implements Principal {
    /** The provider's ARN. */
    String arn() {
      return "arn:aws:iam::" + account + ":oidc-provider/" + provider;
    }
  }

  /**
   * A user.
   *
   * @param arn the user's ARN
   */
  record User(String arn) implements Principal {
    /** The user's account id. */
    String account() {
      return accountOf(arn);
    }
  }

  /**
   * A session of a role.
   *
   * @param roleArn the role's ARN
   * @param sessionArn the session's own ARN, of STS
   */
  record Session(String roleArn, String sessionArn) implements Principal {
    /** The role's account id. */
    String account() {
      return accountOf(roleArn);
    }
  }

  private static String accountOf(String arn) {
    String[] parts = arn.split(":", -1);
    return parts.length > 4 ? parts[4] : "";
  }
}
