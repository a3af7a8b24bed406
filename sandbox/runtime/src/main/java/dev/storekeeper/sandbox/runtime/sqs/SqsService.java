package dev.storekeeper.sandbox.runtime.sqs;

import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.AwsRequest;
import dev.storekeeper.sandbox.runtime.http.AwsResponse;
import dev.storekeeper.sandbox.runtime.http.AwsService;
import dev.storekeeper.sandbox.runtime.http.JsonErrors;
import dev.storekeeper.sandbox.runtime.http.JsonOperations;
import dev.storekeeper.sandbox.runtime.iam.Authorizer;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.template.Resource;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Amazon SQS with standard queues, in the AWS JSON 1.0 protocol (the older query protocol is not
 * served). Messages live in memory; visibility, delays and retention go by the virtual clock, long
 * polling waits in real time. Safe for use by many threads.
 */
public final class SqsService implements AwsService {
  private final VirtualClock clock;
  private final Queues queues;
  private final QueueProvisioning provisioning;
  private final JsonOperations operations = new JsonOperations("sqs");

  /** A service without queues, which registers those that it gets as destinations. */
  public SqsService(
      Account account, VirtualClock clock, Destinations destinations, Authorizer authorizer) {
    this.clock = clock;
    this.queues = new Queues(account, clock, destinations, authorizer);
    this.provisioning = new QueueProvisioning(queues);
    Access access = new Access(authorizer, queues);
    new QueueOperations(account, queues, access).addTo(operations);
    new MessageOperations(access).addTo(operations);
  }

  @Override
  public String signingName() {
    return "sqs";
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    try {
      return operations.handle(request);
    } catch (AwsException e) {
      return JsonErrors.response(e, Map.of("x-amzn-query-error", Refusals.queryError(e)));
    }
  }

  /**
   * Makes an {@code AWS::SQS::Queue} or applies an {@code AWS::SQS::QueuePolicy} or {@code
   * QueueInlinePolicy}.
   *
   * @throws AwsException if a property is refused
   * @throws IllegalArgumentException if the resource is of another type
   */
  public void provision(Resource resource) {
    provisioning.provision(resource);
  }

  /** How full each queue is, by name. */
  public List<QueueSnapshot> snapshot() {
    return queues.all().stream().map(this::snapshot).toList();
  }

  private QueueSnapshot snapshot(StandardQueue queue) {
    MessageStore.Counts counts = queue.counts();
    return new QueueSnapshot(
        queue.name(),
        queue.arn(),
        queues.url(queue),
        counts.visible(),
        counts.inFlight(),
        counts.delayed(),
        counts
            .oldestSentAt()
            .map(sentAt -> Duration.between(sentAt, clock.instant()))
            .orElse(Duration.ZERO));
  }
}
