package dev.storekeeper.sandbox.runtime.iam;

/** Who makes a call to the sandbox. */
public sealed interface Caller {
  /** The caller's ARN, or the service principal's name. */
  String arn();

  /**
   * A person at the laptop: any access key that the sandbox did not issue. May do everything.
   *
   * @param account the 12-digit account id
   * @param name the name of the user, which tells one person from another
   */
  record Owner(String account, String name) implements Caller {
    /** The person who did not say a name. */
    public Owner(String account) {
      this(account, "owner");
    }

    @Override
    public String arn() {
      return "arn:aws:iam::" + account + ":user/" + name;
    }
  }

  /**
   * A role that was assumed, by a function or through STS.
   *
   * @param roleArn the role's ARN
   * @param sessionName the session's name
   * @param sessionPolicy the inline session policy document, or an empty string for none
   * @param attributes what else STS gave the session
   */
  record RoleSession(
      String roleArn, String sessionName, String sessionPolicy, SessionAttributes attributes)
      implements Caller {
    /** A session without tags, source identity and end. */
    public RoleSession(String roleArn, String sessionName, String sessionPolicy) {
      this(roleArn, sessionName, sessionPolicy, SessionAttributes.NONE);
    }

    @Override
    public String arn() {
      return roleArn.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/")
          + "/"
          + sessionName;
    }
  }

  /**
   * An AWS service that acts for a resource, for example EventBridge for a rule.
   *
   * @param principal the service principal, for example {@code events.amazonaws.com}
   * @param sourceArn the ARN of the resource it acts for
   */
  record Service(String principal, String sourceArn) implements Caller {
    @Override
    public String arn() {
      return principal;
    }
  }
}
