package dev.storekeeper.cleanup;

import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.bucket.S3Bucket;
import dev.storekeeper.cleanup.publish.AwsPublisher;
import dev.storekeeper.cleanup.publish.EndpointPace;
import dev.storekeeper.cleanup.publish.NpmDistTags;
import dev.storekeeper.cleanup.queue.WorkQueue;
import dev.storekeeper.cleanup.record.CleanupLedger;
import dev.storekeeper.cleanup.registry.ArchivedVersions;
import dev.storekeeper.cleanup.registry.AwsRegistry;
import dev.storekeeper.cleanup.registry.DistTags;
import dev.storekeeper.cleanup.registry.Registry;
import dev.storekeeper.cleanup.registry.SplitRegistry;
import dev.storekeeper.cleanup.report.ReportWriter;
import dev.storekeeper.cleanup.rules.PolicyRules;
import dev.storekeeper.cleanup.rules.Rules;
import dev.storekeeper.cleanup.scan.IndexedUsage;
import dev.storekeeper.cleanup.scan.Usage;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.DynamoDbState;
import dev.storekeeper.codeartifact.pace.CallCount;
import dev.storekeeper.codeartifact.pace.DynamoDbPace;
import dev.storekeeper.codeartifact.pace.Pace;
import dev.storekeeper.codeartifact.pace.PacedCodeArtifact;
import dev.storekeeper.lambda.AwsClients;
import dev.storekeeper.lambda.Environment;
import dev.storekeeper.lambda.SqsDeadLetters;
import dev.storekeeper.ledger.DynamoDbLedger;
import dev.storekeeper.ledger.Ledger;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.retention.CleanupPolicy;
import dev.storekeeper.usage.UsageIndex;
import dev.storekeeper.usage.dynamodb.DynamoDbUsageIndex;
import dev.storekeeper.usage.dynamodb.DynamoDbUsageRecorder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;
import software.amazon.awssdk.services.codeartifact.CodeartifactClientBuilder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** The real parts that cleanup's functions share, made once for an instance of a function. */
final class Kit {
  private static final String SESSION = "storekeeper-cleanup";

  private final Settings settings;
  private final AwsClients clients;
  private final Clock clock;
  private final SqsClient sqs;
  private final DynamoDbClient dynamoDb;
  private final Bucket bucket;
  private final CleanupPolicy policy;
  private final CallCount calls = new CallCount();
  private final Pace pace;
  private final DistTags distTags;
  private final StsClient sts;
  private final Map<String, AwsCredentialsProvider> roles = new ConcurrentHashMap<>();

  /**
   * Makes the parts.
   *
   * @throws dev.storekeeper.policy.PolicyException if the cleanup policy has problems
   * @throws IllegalStateException if an environment variable is missing
   */
  Kit(Environment environment, Clock clock) {
    this.settings = Settings.of(environment);
    this.clients = new AwsClients(environment);
    this.clock = clock;
    this.sqs = clients.configure(SqsClient.builder()).build();
    this.dynamoDb = clients.configure(DynamoDbClient.builder()).build();
    this.sts = clients.configure(StsClient.builder()).build();
    this.policy =
        CleanupPolicy.read(
            PolicyFile.read(settings.policies().resolve("cleanup.yaml"), environment::optional));
    this.pace =
        new DynamoDbPace(
            dynamoDb,
            settings.table(),
            settings.region(),
            settings.share(),
            clock,
            Thread::sleep,
            System.out::println);
    this.bucket = bucket(environment);
    this.distTags = new NpmDistTags(new AwsPublisher(codeArtifact()), endpointPace(), clock);
  }

  EndpointPace endpointPace() {
    return new EndpointPace(pace, calls, Thread::sleep);
  }

  private Bucket bucket(Environment environment) {
    S3Client s3 = clients.configure(S3Client.builder()).build();
    S3Presigner.Builder presigner =
        S3Presigner.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(clients.credentials());
    environment
        .optional("AWS_ENDPOINT_URL")
        .map(URI::create)
        .ifPresent(presigner::endpointOverride);
    return new S3Bucket(s3, presigner.build(), settings.bucket());
  }

  Settings settings() {
    return settings;
  }

  AwsClients clients() {
    return clients;
  }

  Clock clock() {
    return clock;
  }

  CleanupPolicy policy() {
    return policy;
  }

  Rules rules() {
    return new PolicyRules(policy);
  }

  /** Writes reports, by way of the function's own folder. */
  ReportWriter reports() {
    return new ReportWriter(bucket, rules(), folder());
  }

  PlanAnnouncement announcement() {
    return new PlanAnnouncement(
        new CleanupLedger(ledger(), clock), planQueue(), reports(), state());
  }

  /** The folder that Lambda gives a function. */
  Path folder() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  CallCount calls() {
    return calls;
  }

  Bucket bucket() {
    return bucket;
  }

  CleanupState state() {
    return new DynamoDbState(dynamoDb, settings.table());
  }

  Ledger ledger() {
    return new DynamoDbLedger(dynamoDb, settings.ledger());
  }

  UsageIndex index() {
    return new DynamoDbUsageIndex(dynamoDb, settings.usage());
  }

  Usage usage() {
    return new IndexedUsage(
        index(), new DynamoDbUsageRecorder(dynamoDb, settings.usage()), policy.tracksReads());
  }

  WorkQueue planQueue() {
    return new WorkQueue(sqs, settings.planQueue());
  }

  WorkQueue workQueue() {
    return new WorkQueue(sqs, settings.workQueue());
  }

  SqsDeadLetters deadLetters() {
    return new SqsDeadLetters(sqs, settings.deadLetters());
  }

  /** A client that keeps the pace, with the function's own role. */
  CodeartifactClient codeArtifact() {
    return PacedCodeArtifact.client(builder(), pace, calls);
  }

  /** A client that keeps the pace, with another role. */
  CodeartifactClient codeArtifact(String role) {
    CodeartifactClientBuilder builder =
        builder().credentialsProvider(roles.computeIfAbsent(role, this::assumed));
    return PacedCodeArtifact.client(builder, pace, calls);
  }

  private AwsCredentialsProvider assumed(String role) {
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts)
        .refreshRequest(request -> request.roleArn(role).roleSessionName(SESSION))
        .build();
  }

  /** CodeArtifact, whose deletions are the deleter's if there is one. */
  Registry registry() {
    Registry everyday = registry(codeArtifact());
    return settings
        .deleterRole()
        .<Registry>map(role -> new SplitRegistry(everyday, registry(codeArtifact(role))))
        .orElse(everyday);
  }

  /** CodeArtifact as the caller of a client sees it. */
  Registry registry(CodeartifactClient client) {
    return new AwsRegistry(client, ArchivedVersions.LISTED, distTags);
  }

  /** Whoever may publish versions again. */
  Optional<CodeartifactClient> publisher() {
    return settings.restorerRole().map(this::codeArtifact);
  }

  /** Whoever may change repositories. */
  Optional<CodeartifactClient> repositoryKeeper() {
    return settings.repositoryRole().map(this::codeArtifact);
  }

  /**
   * The ARN of the role that the function has.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if STS does not answer
   */
  String ownRole() {
    return RoleArn.of(sts.getCallerIdentity().arn());
  }

  private CodeartifactClientBuilder builder() {
    return clients.configure(CodeartifactClient.builder());
  }
}
