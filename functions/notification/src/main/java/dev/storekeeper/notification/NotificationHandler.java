package dev.storekeeper.notification;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.storekeeper.lambda.AwsClients;
import dev.storekeeper.lambda.BatchSummary;
import dev.storekeeper.lambda.Environment;
import dev.storekeeper.lambda.Invocation;
import dev.storekeeper.lambda.QueueBatch;
import dev.storekeeper.lambda.SqsDeadLetters;
import dev.storekeeper.policy.PolicyFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Announces the ledger records of an SQS batch. Environment: {@code POLICIES} (the folder of {@code
 * notification.yaml}), {@code DEAD_LETTER_QUEUE_URL}, and the variables that the policy names.
 */
public final class NotificationHandler implements RequestStreamHandler {
  private static final int CONCURRENCY = 10;
  private final Notifier notifier;
  private final QueueBatch batch;
  private final Clock clock;
  private final PrintStream out;

  /**
   * The function as Lambda makes it.
   *
   * @throws dev.storekeeper.policy.PolicyException if the policy has problems
   * @throws IllegalStateException if an environment variable is missing
   */
  public NotificationHandler() {
    this(Environment.system());
  }

  private NotificationHandler(Environment environment) {
    this(environment, new AwsClients(environment));
  }

  private NotificationHandler(Environment environment, AwsClients clients) {
    this(
        new Notifier(
            NotificationPolicy.read(
                PolicyFile.read(
                    Path.of(environment.required("POLICIES", "the folder of the policies"))
                        .resolve("notification.yaml"),
                    environment::optional)),
            new SnsTopics(clients.configure(SnsClient.builder()).build())),
        new QueueBatch(
            new SqsDeadLetters(
                clients.configure(SqsClient.builder()).build(),
                environment.required("DEAD_LETTER_QUEUE_URL", "the dead-letter queue's URL")),
            CONCURRENCY),
        Clock.systemUTC(),
        System.out);
  }

  NotificationHandler(Notifier notifier, QueueBatch batch, Clock clock, PrintStream out) {
    this.notifier = notifier;
    this.batch = batch;
    this.clock = clock;
    this.out = out;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    try (Invocation invocation = Invocation.start(context, clock, out)) {
      BatchSummary summary =
          batch.run(
              input,
              output,
              invocation.log(),
              message -> notifier.announce(message, invocation.metrics()));
      invocation.metrics().count("Failures", summary.retried());
      invocation.metrics().count("Rejected", summary.rejected());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while announcing");
    }
  }
}
