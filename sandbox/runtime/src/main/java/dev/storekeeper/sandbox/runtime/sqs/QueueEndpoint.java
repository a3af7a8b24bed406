package dev.storekeeper.sandbox.runtime.sqs;

import dev.storekeeper.sandbox.runtime.http.RequestContext;
import dev.storekeeper.sandbox.runtime.iam.Authorizer;
import dev.storekeeper.sandbox.runtime.messaging.Delivery;
import dev.storekeeper.sandbox.runtime.messaging.Queue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A queue as other services see it. */
final class QueueEndpoint implements Queue {
  private final StandardQueue queue;
  private final String region;
  private final Authorizer authorizer;

  QueueEndpoint(StandardQueue queue, String region, Authorizer authorizer) {
    this.queue = queue;
    this.region = region;
    this.authorizer = authorizer;
  }

  @Override
  public void deliver(Delivery delivery) {
    authorizer.require(
        delivery.caller(),
        "sqs:SendMessage",
        queue.arn(),
        queue.settings().policy(),
        RequestContext.of(delivery.caller()));
    TreeMap<String, MessageAttribute> attributes = new TreeMap<>();
    delivery
        .attributes()
        .forEach((name, value) -> attributes.put(name, MessageAttribute.string(value)));
    queue.send(
        new MessageContent(delivery.payload(), attributes, ""),
        delivery.caller().arn(),
        Optional.empty());
  }

  @Override
  public List<Message> receive(int max, Duration wait) throws InterruptedException {
    return queue.receive(max, wait, Optional.empty()).stream()
        .map(reception ->
            new Message(reception.receiptHandle(), reception.toEventRecord(queue.arn(), region)))
        .toList();
  }

  @Override
  public boolean awaitMessage(Duration wait) throws InterruptedException {
    return queue.awaitMessage(wait);
  }

  @Override
  public void delete(String receiptHandle) {
    queue.delete(receiptHandle);
  }

  @Override
  public void changeVisibility(String receiptHandle, Duration timeout) {
    queue.changeVisibility(receiptHandle, timeout);
  }

  @Override
  public Duration visibilityTimeout() {
    return queue.settings().visibility();
  }
}
