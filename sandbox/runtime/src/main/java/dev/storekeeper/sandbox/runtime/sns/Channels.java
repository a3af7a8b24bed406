package dev.storekeeper.sandbox.runtime.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.messaging.Delivery;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** One attempt to deliver, by the protocol of a subscription. */
final class Channels implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final Destinations destinations;
  private final MailFolder mails;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  Channels(Destinations destinations, MailFolder mails) {
    this.destinations = destinations;
    this.mails = mails;
  }

  /**
   * Delivers once.
   *
   * @throws AwsException if the subscriber did not take it; {@code retryable()} says whether
   *     another attempt makes sense
   */
  void deliver(Subscription subscription, Publication publication) {
    switch (subscription.protocol()) {
      case SQS -> destinations.deliver(subscription.endpoint(), queued(subscription, publication));
      case LAMBDA ->
          destinations.deliver(
              subscription.endpoint(),
              new Delivery(
                  service(publication),
                  publication.lambdaEvent(subscription).toString(),
                  Map.of()));
      case HTTP, HTTPS -> post(subscription, publication);
      case EMAIL, EMAIL_JSON -> mails.write(subscription, publication);
    }
  }

  /** Gives up on a delivery: what the subscriber should have had goes to its dead-letter queue. */
  void deadLetter(
      String queueArn, Subscription subscription, Publication publication, AwsException reason) {
    Delivery delivery = queued(subscription, publication);
    Map<String, String> attributes = new HashMap<>(delivery.attributes());
    attributes.put("RequestID", publication.messageId());
    attributes.put("ErrorCode", reason.code());
    String message = reason.getMessage();
    attributes.put("ErrorMessage", message.isEmpty() ? reason.code() : message);
    destinations.deliver(queueArn, new Delivery(delivery.caller(), delivery.payload(), attributes));
  }

  private static Delivery queued(Subscription subscription, Publication publication) {
    if (!subscription.raw()) {
      return new Delivery(
          service(publication), publication.envelope(subscription).toString(), Map.of());
    }
    Map<String, String> attributes = new HashMap<>();
    publication
        .notification()
        .attributes()
        .forEach((name, attribute) -> attributes.put(name, attribute.value()));
    return new Delivery(service(publication), publication.text(subscription), attributes);
  }

  private static Caller service(Publication publication) {
    return new Caller.Service("sns.amazonaws.com", publication.topicArn());
  }

  private void post(Subscription subscription, Publication publication) {
    ObjectNode json =
        subscription.pending()
            ? publication.confirmationRequest(subscription)
            : publication.envelope(subscription);
    boolean raw = subscription.raw() && !subscription.pending();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(subscription.endpoint()))
            .timeout(TIMEOUT)
            .header("Content-Type", "text/plain; charset=UTF-8")
            .header("User-Agent", "Amazon Simple Notification Service Agent")
            .header("x-amz-sns-message-type", json.path("Type").asText())
            .header("x-amz-sns-message-id", publication.messageId())
            .header("x-amz-sns-topic-arn", publication.topicArn())
            .header("x-amz-sns-subscription-arn", subscription.arn())
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    raw ? publication.text(subscription) : json.toString()));
    if (raw) {
      request.header("x-amz-sns-rawdelivery", "true");
    }
    requireTaken(subscription.endpoint(), send(request.build()));
  }

  private int send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new AwsException(503, "EndpointUnreachable", request.uri() + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AwsException(400, "Stopped", "the sandbox is stopping");
    }
  }

  private static void requireTaken(String endpoint, int status) {
    if (status < 200 || status > 299) {
      boolean permanent = status >= 400 && status < 500 && status != 429;
      throw new AwsException(
          permanent ? 400 : 503, "EndpointRefused", endpoint + " answered " + status);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
