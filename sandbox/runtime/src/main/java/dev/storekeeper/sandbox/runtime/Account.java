package dev.storekeeper.sandbox.runtime;

import java.net.URI;

/**
 * The account that a sandbox plays.
 *
 * @param id the 12-digit account id
 * @param region the region, for example {@code eu-west-1}
 * @param endpoint where the sandbox's APIs are served, for example {@code http://127.0.0.1:4575}
 */
public record Account(String id, String region, URI endpoint) {
  /** The ARN of an OpenID Connect provider, named by its issuer without the scheme. */
  public String oidcProviderArn(String provider) {
    return "arn:aws:iam::" + id + ":oidc-provider/" + provider;
  }

  /** An ARN of this account and region, for example {@code arn:aws:sqs:eu-west-1:1111:name}. */
  public String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + region + ":" + id + ":" + resource;
  }
}
