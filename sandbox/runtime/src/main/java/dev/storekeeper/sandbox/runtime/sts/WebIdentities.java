package dev.storekeeper.sandbox.runtime.sts;

import java.util.Map;

/** Checks the ID tokens of the OpenID Connect providers that are known. */
@FunctionalInterface
public interface WebIdentities {
  /**
   * Who a token stands for.
   *
   * @throws dev.storekeeper.sandbox.runtime.AwsException {@code InvalidIdentityToken} or {@code
   *     ExpiredTokenException}
   */
  WebIdentity verify(String token);

  /**
   * Someone whom a provider vouches for.
   *
   * @param issuer the token's issuer
   * @param provider the issuer without its scheme, as IAM names providers
   * @param subject the token's subject
   * @param audience whom the token is for
   */
  record WebIdentity(String issuer, String provider, String subject, String audience) {
    /** The condition keys that a role's trust policy may ask about. */
    Map<String, String> context() {
      return Map.of(provider + ":sub", subject, provider + ":aud", audience);
    }
  }
}
