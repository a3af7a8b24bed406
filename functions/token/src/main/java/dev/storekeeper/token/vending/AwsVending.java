package dev.storekeeper.token.vending;

import dev.storekeeper.trust.Grant;
import dev.storekeeper.trust.SessionPolicy;
import java.time.temporal.ChronoUnit;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;
import software.amazon.awssdk.services.codeartifact.model.GetAuthorizationTokenResponse;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.PackedPolicyTooLargeException;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * Makes tokens by assuming the vending role with the grant's own session policy, and asking
 * CodeArtifact with these credentials. Nothing of it is kept.
 */
public final class AwsVending implements Vending {
  /** The least that STS gives. The token's life does not depend on its session's. */
  private static final int SESSION_SECONDS = 900;

  private final StsClient sts;
  private final CodeartifactClient codeArtifact;
  private final Account account;
  private final String roleArn;

  /** Vending with the role of this ARN. */
  public AwsVending(
      StsClient sts, CodeartifactClient codeArtifact, Account account, String roleArn) {
    this.sts = sts;
    this.codeArtifact = codeArtifact;
    this.account = account;
    this.roleArn = roleArn;
  }

  @Override
  public VendedToken vend(Grant grant, Attribution attribution) throws VendingException {
    String policy = SessionPolicy.of(grant, account.partition(), account.region(), account.id());
    try {
      return token(grant, session(policy, attribution));
    } catch (SdkException e) {
      throw AwsErrors.of(e);
    } catch (IllegalArgumentException e) {
      throw new VendingException(false, "codeartifact-token-syntax", e);
    }
  }

  /** Tags are for people; where the packed policy leaves no room for them, they are left out. */
  private Credentials session(String policy, Attribution attribution) {
    try {
      return assume(policy, attribution);
    } catch (PackedPolicyTooLargeException e) {
      return assume(policy, attribution.untagged());
    }
  }

  private Credentials assume(String policy, Attribution attribution) {
    List<Tag> tags =
        attribution.tags().entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    return sts.assumeRole(request ->
            request
                .roleArn(roleArn)
                .roleSessionName(attribution.sessionName())
                .sourceIdentity(attribution.sessionName())
                .policy(policy)
                .tags(tags)
                .durationSeconds(SESSION_SECONDS))
        .credentials();
  }

  private VendedToken token(Grant grant, Credentials session) {
    AwsSessionCredentials credentials =
        AwsSessionCredentials.create(
            session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
    GetAuthorizationTokenResponse answer =
        codeArtifact.getAuthorizationToken(request ->
            request
                .domain(grant.domain())
                .domainOwner(grant.domainOwner().orElse(account.id()))
                .durationSeconds(grant.duration().toSeconds())
                .overrideConfiguration(override ->
                    override.credentialsProvider(StaticCredentialsProvider.create(credentials))));
    return new VendedToken(
        answer.authorizationToken(), answer.expiration().truncatedTo(ChronoUnit.SECONDS));
  }
}
