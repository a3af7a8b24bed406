package dev.storekeeper.sandbox.runtime.sns;

import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.http.AwsRequest;
import dev.storekeeper.sandbox.runtime.http.AwsResponse;
import dev.storekeeper.sandbox.runtime.http.AwsService;
import dev.storekeeper.sandbox.runtime.http.QueryOperations;
import dev.storekeeper.sandbox.runtime.iam.Authorizer;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.template.Resource;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.nio.file.Path;
import java.util.Set;

/**
 * Amazon SNS with standard topics, in the query protocol. Deliveries happen in the background;
 * messages are not signed; mail becomes files; HTTP endpoints are on this machine unless allowed.
 * Safe for use by many threads.
 */
public final class SnsService implements AwsService, AutoCloseable {
  private final DeliveryLog log = new DeliveryLog();
  private final Courier courier;
  private final SnsProvisioning provisioning;
  private final QueryOperations operations =
      new QueryOperations("sns", "http://sns.amazonaws.com/doc/2010-03-31/");

  /** A service without topics that sends over HTTP to this machine only. */
  public SnsService(
      Account account,
      VirtualClock clock,
      Destinations destinations,
      Authorizer authorizer,
      Path mailFolder) {
    this(account, clock, destinations, authorizer, mailFolder, Set.of());
  }

  /**
   * A service without topics.
   *
   * @param destinations where topics are registered, and where queues and functions are found
   * @param mailFolder where mail is written, made with the first one
   * @param allowedHosts to which other hosts HTTP subscriptions may send
   */
  public SnsService(
      Account account,
      VirtualClock clock,
      Destinations destinations,
      Authorizer authorizer,
      Path mailFolder,
      Set<String> allowedHosts) {
    Subscriptions subscriptions = new Subscriptions(allowedHosts);
    this.courier = new Courier(clock, new Channels(destinations, new MailFolder(mailFolder)), log);
    Publisher publisher =
        new Publisher(account.endpoint(), clock, authorizer, subscriptions, courier);
    Topics topics = new Topics(account, destinations, publisher);
    SubscriptionOperations subscribing =
        new SubscriptionOperations(account, topics, subscriptions, publisher);
    new TopicOperations(account, topics, subscriptions, publisher).addTo(operations);
    subscribing.addTo(operations);
    new PublishOperations(topics, publisher).addTo(operations);
    this.provisioning = new SnsProvisioning(topics, subscribing);
  }

  @Override
  public String signingName() {
    return "sns";
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    return operations.handle(request);
  }

  /**
   * Makes an {@code AWS::SNS::Topic}, {@code Subscription}, {@code TopicPolicy} or {@code
   * TopicInlinePolicy}.
   *
   * @throws dev.storekeeper.sandbox.runtime.AwsException if a property is refused
   * @throws IllegalArgumentException if the resource is of another type
   */
  public void provision(Resource resource) {
    provisioning.provision(resource);
  }

  /** What was published and delivered. */
  public DeliveryLog deliveries() {
    return log;
  }

  /** How many deliveries are under way or wait for a retry. */
  public int pending() {
    return courier.pending();
  }

  /** Drops what is under way. */
  @Override
  public void close() {
    courier.close();
  }
}
