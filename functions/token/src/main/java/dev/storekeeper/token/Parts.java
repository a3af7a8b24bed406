package dev.storekeeper.token;

import dev.storekeeper.identity.IssuerKeys;
import dev.storekeeper.identity.TokenVerifier;
import dev.storekeeper.lambda.AwsClients;
import dev.storekeeper.lambda.Environment;
import dev.storekeeper.ledger.DynamoDbLedger;
import dev.storekeeper.ledger.Ledger;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.token.Routes.Published;
import dev.storekeeper.token.audit.AuditTrail;
import dev.storekeeper.token.audit.DenialCounts;
import dev.storekeeper.token.audit.DenialSweep;
import dev.storekeeper.token.audit.DynamoDbDenialCounts;
import dev.storekeeper.token.exchange.Exchange;
import dev.storekeeper.token.exchange.Limits;
import dev.storekeeper.token.http.GrantedResponse;
import dev.storekeeper.token.http.Metadata;
import dev.storekeeper.token.http.RequestReader;
import dev.storekeeper.token.replay.DynamoDbReplayGuard;
import dev.storekeeper.token.state.StateTable;
import dev.storekeeper.token.vending.AwsRepositories;
import dev.storekeeper.token.vending.AwsVending;
import dev.storekeeper.trust.TrustPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * What the handler is made of.
 *
 * @param routes answers requests
 * @param sweep counts refusals
 * @param keyRefreshes hears of fetched keys
 * @param priming what SnapStart calls; it is only called while somebody holds it
 */
record Parts(
    Routes routes, DenialSweep sweep, KeyRefreshes keyRefreshes, Optional<Priming> priming) {
  /** API Gateway waits 30 s for everything together. */
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(3);

  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(7);

  /** The real parts, and a {@link Priming} for SnapStart. */
  static Parts of(Environment environment, Clock clock) {
    Settings settings = Settings.of(environment);
    Path folder = settings.policies();
    TrustPolicy policy =
        TrustPolicy.read(PolicyFile.read(folder.resolve("trust.yaml"), environment::optional))
            .inAccount(settings.account().id());
    String schema = text(folder.resolve("schema").resolve("trust.schema.json"));
    AwsClients clients = new AwsClients(environment);
    DynamoDbClient dynamoDb = quick(clients, DynamoDbClient.builder()).build();
    DynamoDbClient dynamoDbOnce =
        quick(clients, DynamoDbClient.builder())
            .overrideConfiguration(
                override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    CodeartifactClient codeArtifact = quick(clients, CodeartifactClient.builder()).build();
    StsClient sts = quick(clients, StsClient.builder()).build();
    KeyRefreshes refreshes = new KeyRefreshes();
    IssuerKeys keys =
        new IssuerKeys(policy.issuers(), clock, settings.loopbackIssuers(), refreshes);
    TokenVerifier verifier = new TokenVerifier(policy.issuers(), policy.audience(), keys, clock);
    SecureRandom random = new SecureRandom();
    StateTable table = new StateTable(dynamoDb, settings.tokenTable());
    DenialCounts counts =
        new DynamoDbDenialCounts(new StateTable(dynamoDbOnce, settings.tokenTable()), table, clock);
    Ledger ledger = new DynamoDbLedger(dynamoDb, settings.ledgerTable());
    AuditTrail audit = new AuditTrail(ledger, counts, clock);
    Limits limits = Limits.standard(clock);
    Exchange exchange =
        new Exchange(
            limits,
            verifier::verify,
            policy::decide,
            new AwsRepositories(codeArtifact, settings.account()),
            new DynamoDbReplayGuard(table, clock, random),
            new AwsVending(sts, codeArtifact, settings.account(), settings.vendingRole()),
            audit);
    TokenEndpoint endpoint =
        new TokenEndpoint(
            limits,
            new RequestReader(settings.account().region()),
            exchange,
            audit,
            new GrantedResponse(settings.account().region(), settings.account().id(), clock));
    Routes routes =
        new Routes(
            new Published(policy.audience(), policy.digest(), schema, settings.pathPrefix()),
            endpoint,
            new Health(policy.digest(), keys::ages, table),
            new Metadata(settings.publicUrl()),
            limits,
            clock,
            random);
    return new Parts(
        routes,
        new DenialSweep(counts, ledger, clock),
        refreshes,
        Optional.of(Priming.register(policy, clock)));
  }

  private static <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B quick(
      AwsClients clients, B builder) {
    return clients
        .configure(builder)
        .overrideConfiguration(override ->
            override.apiCallAttemptTimeout(ATTEMPT_TIMEOUT).apiCallTimeout(CALL_TIMEOUT));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the schema " + file + " cannot be read", e);
    }
  }
}
