package dev.storekeeper.sandbox.runtime.iam;

import java.util.Map;

/** Which roles exist and whom they trust. */
public interface RoleTrust {
  /**
   * Whether the role exists and the caller may do something of STS to it. {@code sts:AssumeRole}
   * needs the role's trust policy and, where that only names the account, the caller's own
   * policies; {@code sts:TagSession} and {@code sts:SetSourceIdentity} need both (IAM User Guide,
   * "Monitor and control actions taken with assumed roles").
   *
   * @param context condition keys and their values, for example {@code sts:RoleSessionName}
   */
  boolean trusts(String roleArn, Caller caller, String action, Map<String, String> context);

  /**
   * Whether the role exists and may be assumed with a token of an OpenID Connect provider.
   *
   * @param provider the provider's issuer without {@code https://}, as IAM names providers
   * @param context condition keys and their values, for example {@code <provider>:aud}
   */
  boolean trustsWebIdentity(String roleArn, String provider, Map<String, String> context);
}
