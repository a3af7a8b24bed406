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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;

/**
 * AWS STS: {@code AssumeRole} and {@code GetCallerIdentity}. Sessions carry their inline session
 * policy; session tags are checked and counted but not kept, and a session's end is told but not
 * enforced. Safe for use by many threads.
 */
public final class StsService implements AwsService {
  private final Account account;
  private final Identities identities;
  private final RoleTrust trust;
  private final Clock clock;
  private final QueryOperations operations =
      new QueryOperations("sts", "https://sts.amazonaws.com/doc/2011-06-15/")
          .with("AssumeRole", this::assumeRole)
          .with("GetCallerIdentity", this::callerIdentity);

  /** A service that issues keys for the roles that may be assumed. */
  public StsService(Account account, Identities identities, RoleTrust trust, Clock clock) {
    this.account = account;
    this.identities = identities;
    this.trust = trust;
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
    if (!trust.assumable(request.roleArn(), caller)) {
      throw new AwsException(
          403,
          "AccessDenied",
          "User: "
              + caller.arn()
              + " is not authorized to perform: sts:AssumeRole on resource: "
              + request.roleArn());
    }
    Caller.RoleSession session =
        new Caller.RoleSession(request.roleArn(), request.sessionName(), request.policy());
    Identities.AccessKey key = identities.issue(session);
    result
        .open("Credentials")
        .element("AccessKeyId", key.accessKeyId())
        .element("SecretAccessKey", key.secretAccessKey())
        .element("SessionToken", key.sessionToken())
        .element(
            "Expiration",
            clock.instant().plus(request.duration()).truncatedTo(ChronoUnit.SECONDS).toString())
        .close("Credentials")
        .open("AssumedRoleUser")
        .element("AssumedRoleId", userId(session))
        .element("Arn", session.arn())
        .close("AssumedRoleUser")
        .element("PackedPolicySize", String.valueOf(request.packedPercent()));
    request.sourceIdentity().ifPresent(identity -> result.element("SourceIdentity", identity));
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
