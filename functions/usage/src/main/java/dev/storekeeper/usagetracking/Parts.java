package dev.storekeeper.usagetracking;

import dev.storekeeper.lambda.AwsClients;
import dev.storekeeper.lambda.DeadLetters;
import dev.storekeeper.lambda.Environment;
import dev.storekeeper.lambda.SqsDeadLetters;
import dev.storekeeper.ledger.DynamoDbLedger;
import dev.storekeeper.ledger.Ledger;
import dev.storekeeper.usage.CoalescingRecorder;
import dev.storekeeper.usage.UsageIndex;
import dev.storekeeper.usage.UsageRecorder;
import dev.storekeeper.usage.dynamodb.DynamoDbTrailJournal;
import dev.storekeeper.usage.dynamodb.DynamoDbUsageIndex;
import dev.storekeeper.usage.dynamodb.DynamoDbUsageRecorder;
import dev.storekeeper.usage.trail.TrailJournal;
import dev.storekeeper.usagetracking.coverage.CoverageKeeper;
import dev.storekeeper.usagetracking.coverage.DigestFileReader;
import dev.storekeeper.usagetracking.trail.LogFileProcessor;
import dev.storekeeper.usagetracking.trail.LogFiles;
import dev.storekeeper.usagetracking.trail.Principals;
import dev.storekeeper.usagetracking.trail.S3LogFiles;
import dev.storekeeper.usagetracking.trail.Signals;
import java.time.Clock;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The parts of the usage function, put together. */
record Parts(
    TrailObjects trailObjects,
    LedgerEvents ledgerEvents,
    UsageRecorder recorder,
    Signals signals,
    CoverageTask coverageTask,
    DeadLetters deadLetters) {

  /**
   * What is outside of the function.
   *
   * @param files the trail's bucket
   * @param index the usage index
   * @param recorder what writes it
   * @param journal what remembers the trail
   */
  record Outside(
      LogFiles files,
      UsageIndex index,
      UsageRecorder recorder,
      TrailJournal journal,
      Ledger ledger,
      Heartbeat heartbeat,
      DeadLetters deadLetters) {}

  /** The real parts, from the environment. */
  static Parts of(Environment environment, Clock clock) {
    AwsClients clients = new AwsClients(environment);
    DynamoDbClient dynamoDb = clients.configure(DynamoDbClient.builder()).build();
    CodeartifactClient codeArtifact = clients.configure(CodeartifactClient.builder()).build();
    String table = environment.required("USAGE_TABLE", "the name of the usage table");
    return of(
        environment,
        new Outside(
            new S3LogFiles(clients.configure(S3Client.builder()).build(), bucket(environment)),
            new DynamoDbUsageIndex(dynamoDb, table),
            new CoalescingRecorder(new DynamoDbUsageRecorder(dynamoDb, table)),
            new DynamoDbTrailJournal(dynamoDb, table, clock),
            new DynamoDbLedger(
                dynamoDb, environment.required("LEDGER_TABLE", "the name of the ledger's table")),
            () -> codeArtifact.listDomains(request -> request.maxResults(1)),
            new SqsDeadLetters(
                clients.configure(SqsClient.builder()).build(),
                environment.required(
                    "DEAD_LETTER_QUEUE_URL", "the URL of the usage queue's dead-letter queue"))),
        clock);
  }

  /** The function's parts around what is outside. */
  static Parts of(Environment environment, Outside outside, Clock clock) {
    Signals signals =
        new Signals(
            principals(environment, "OWN_PRINCIPALS"),
            principals(environment, "EXCLUDED_PRINCIPALS"));
    LogFileProcessor processor =
        new LogFileProcessor(outside.files(), signals, outside.recorder(), outside.journal());
    CoverageKeeper keeper =
        new CoverageKeeper(
            new DigestFileReader(outside.files()),
            processor,
            outside.journal(),
            outside.ledger(),
            clock);
    return new Parts(
        new TrailObjects(
            bucket(environment),
            environment.required("TRAIL_ACCOUNT", "the account whose trail is followed"),
            environment.required("AWS_REGION", "the region of the function"),
            processor,
            keeper),
        new LedgerEvents(outside.recorder()),
        outside.recorder(),
        signals,
        new CoverageTask(outside.heartbeat(), keeper, outside.journal(), outside.index(), clock),
        outside.deadLetters());
  }

  private static String bucket(Environment environment) {
    return environment.optional("TRAIL_BUCKET").orElse("");
  }

  private static Principals principals(Environment environment, String name) {
    return Principals.parse(name, environment.optional(name).orElse(""));
  }
}
