package dev.storekeeper.sandbox.runtime.sts;

import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.AwsRequest;
import dev.storekeeper.sandbox.runtime.http.AwsResponse;
import dev.storekeeper.sandbox.runtime.http.AwsService;
import dev.storekeeper.sandbox.runtime.http.QueryOperations;
import dev.storekeeper.sandbox.runtime.http.QueryParameters;
import dev.storekeeper.sandbox.runtime.http.XmlWriter;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.iam.Identities;
import dev.storekeeper.sandbox.runtime.iam.RoleTrust;
import dev.storekeeper.sandbox.runtime.iam.SessionAttributes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * AWS STS: {@code AssumeRole}, {@code AssumeRoleWithWebIdentity} and {@code GetCallerIdentity}.
 * Sessions carry their inline session policy, tags and source identity. Safe for use by many
 * threads.
 */
public final class StsService implements AwsService {
  private final Account account;
  private final Identities identities;
  private final RoleTrust trust;
  private final WebIdentities webIdentities;
  private final Clock clock;
  private final QueryOperations operations =
      new QueryOperations("sts", "https://sts.amazonaws.com/doc/2011-06-15/")
          .with("AssumeRole", this::assumeRole)
          .with("AssumeRoleWithWebIdentity", this::assumeRoleWithWebIdentity)
          .with("GetCallerIdentity", this::callerIdentity);

  /** A service that issues keys for the roles that may be assumed. */
  public StsService(
      Account account,
      Identities identities,
      RoleTrust trust,
      WebIdentities webIdentities,
      Clock clock) {
    this.account = account;
    this.identities = identities;
    this.trust = trust;
    this.webIdentities = webIdentities;
    this.clock = clock;
  }

  @Override
  public String signingName() {
    return "sts";
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    return operations.handle(request);
  }

  private void assumeRole(Caller caller, QueryParameters input, XmlWriter result) {
    RoleRequest request = RoleRequest.of(input, caller);
    for (String action : request.actions()) {
      if (!trust.trusts(request.roleArn(), caller, action, request.context())) {
        throw new AwsException(
            403,
            "AccessDenied",
            "User: %s is not authorized to perform: %s on resource: %s"
                .formatted(caller.arn(), action, request.roleArn()));
      }
    }
    Caller.RoleSession session =
        new Caller.RoleSession(
            request.roleArn(),
            request.sessionName(),
            request.policy(),
            new SessionAttributes(
                request.identity(), request.tags(), Optional.of(end(request.duration()))));
    writeSession(session, request.packedPercent(), result);
    request.identity().ifPresent(identity -> result.element("SourceIdentity", identity));
  }

  private void assumeRoleWithWebIdentity(Caller caller, QueryParameters input, XmlWriter result) {
    WebIdentityRequest request = WebIdentityRequest.of(input);
    WebIdentities.WebIdentity identity = webIdentities.verify(request.token());
    Map<String, String> context = new HashMap<>(identity.context());
    context.put("sts:RoleSessionName", request.sessionName());
    if (!trust.trustsWebIdentity(request.roleArn(), identity.provider(), context)) {
      throw new AwsException(
          403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
    }
    Caller.RoleSession session =
        new Caller.RoleSession(
            request.roleArn(),
            request.sessionName(),
            request.policy(),
            new SessionAttributes(
                Optional.empty(), Map.of(), Optional.of(end(request.duration()))));
    writeSession(session, request.packedPercent(), result);
    result
        .element("SubjectFromWebIdentityToken", identity.subject())
        .element("Audience", identity.audience())
        .element("Provider", account.oidcProviderArn(identity.provider()));
  }

  private void writeSession(Caller.RoleSession session, int packedPercent, XmlWriter result) {
    Identities.AccessKey key = identities.issue(session);
    result
        .open("Credentials")
        .element("AccessKeyId", key.accessKeyId())
        .element("SecretAccessKey", key.secretAccessKey())
        .element("SessionToken", key.sessionToken())
        .element("Expiration", session.attributes().expires().orElseThrow().toString())
        .close("Credentials")
        .open("AssumedRoleUser")
        .element("AssumedRoleId", userId(session))
        .element("Arn", session.arn())
        .close("AssumedRoleUser")
        .element("PackedPolicySize", String.valueOf(packedPercent));
  }

  private Instant end(Duration duration) {
    return clock.instant().plus(duration).truncatedTo(ChronoUnit.SECONDS);
  }

  private void callerIdentity(Caller caller, QueryParameters input, XmlWriter result) {
    result
        .element("Arn", caller.arn())
        .element("UserId", userId(caller))
        .element("Account", account.id());
  }

  private static String userId(Caller caller) {
    return switch (caller) {
      case Caller.RoleSession session ->
          "AROA" + stableId(session.roleArn()) + ":" + session.sessionName();
      case Caller.Owner owner -> "AIDA" + stableId(owner.arn());
      case Caller.Service service -> service.principal();
    };
  }

  private static String stableId(String arn) {
    String hash = UUID.nameUUIDFromBytes(arn.getBytes(StandardCharsets.UTF_8)).toString();
    return hash.replace("-", "").substring(0, 17).toUpperCase(Locale.ROOT);
  }
}
