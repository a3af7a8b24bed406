package dev.storekeeper.audit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.storekeeper.codeartifact.Observer;
import dev.storekeeper.lambda.AwsClients;
import dev.storekeeper.lambda.BatchSummary;
import dev.storekeeper.lambda.DeadLetters;
import dev.storekeeper.lambda.Environment;
import dev.storekeeper.lambda.Invocation;
import dev.storekeeper.lambda.QueueBatch;
import dev.storekeeper.lambda.SqsDeadLetters;
import dev.storekeeper.ledger.DynamoDbLedger;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The audit function: takes a batch of its queue, answers which messages SQS has to deliver again.
 */
public final class AuditHandler implements RequestStreamHandler {
  private static final int CONCURRENCY = 8;

  private final Audit audit;
  private final QueueBatch batch;
  private final Clock clock;
  private final PrintStream out;

  /**
   * Wires the real parts from {@code LEDGER_TABLE}, {@code DEAD_LETTER_QUEUE_URL} and the
   * environment that Lambda gives every function.
   */
  public AuditHandler() {
    this(Environment.system(), Clock.systemUTC());
  }

  private AuditHandler(Environment environment, Clock clock) {
    this(environment, new AwsClients(environment), clock);
  }

  private AuditHandler(Environment environment, AwsClients clients, Clock clock) {
    this(
        new Audit(
            new DynamoDbLedger(
                clients.configure(DynamoDbClient.builder()).build(),
                environment.required("LEDGER_TABLE", "the name of the ledger's table")),
            new Observer(clients.configure(CodeartifactClient.builder()).build(), clock),
            clock),
        new SqsDeadLetters(
            clients.configure(SqsClient.builder()).build(),
            environment.required(
                "DEAD_LETTER_QUEUE_URL", "the URL of the audit queue's dead-letter queue")),
        clock,
        System.out);
  }

  /** Puts given parts together. */
  public AuditHandler(Audit audit, DeadLetters deadLetters, Clock clock, PrintStream out) {
    this.audit = audit;
    this.batch = new QueueBatch(deadLetters, CONCURRENCY);
    this.clock = clock;
    this.out = out;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    try (Invocation invocation = Invocation.start(context, clock, out)) {
      BatchSummary summary =
          batch.run(input, output, invocation.log(), message -> audit.record(message, invocation));
      invocation.metrics().count("Rejected", summary.rejected());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted in a batch").initCause(e);
    }
  }
}
