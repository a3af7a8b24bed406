package dev.storekeeper.sandbox.runtime.sns;

import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The topics of an account by ARN. Safe for use by many threads. */
final class Topics {
  private static final int MAX_TOPICS = 1000;

  private final Account account;
  private final Destinations destinations;
  private final Publisher publisher;
  private final ConcurrentSkipListMap<String, Topic> byArn = new ConcurrentSkipListMap<>();

  /** No topics; each is registered as a destination that publishes to it. */
  Topics(Account account, Destinations destinations, Publisher publisher) {
    this.account = account;
    this.destinations = destinations;
    this.publisher = publisher;
  }

  /** Makes a topic, or returns the one of this name if it has the same attributes. */
  synchronized Topic create(String name, Map<String, String> attributes) {
    if (name.endsWith(".fifo")) {
      throw Refusals.invalid("the sandbox has standard topics only, no FIFO topics: " + name);
    }
    if (!name.matches("[A-Za-z0-9_-]{1,256}")) {
      throw Refusals.invalid("Topic Name: 1 to 256 of A-Z, a-z, 0-9, _ and -, not '" + name + "'");
    }
    Topic topic = Topic.of(account.arn("sns", name), attributes);
    Topic existing = byArn.get(topic.arn());
    if (existing != null) {
      if (!existing.attributes().entrySet().containsAll(attributes.entrySet())) {
        throw Refusals.invalid(
            "Attributes Reason: Topic already exists with different attributes: " + topic.arn());
      }
      return existing;
    }
    if (byArn.size() >= MAX_TOPICS) {
      throw Refusals.invalid("the sandbox has at most " + MAX_TOPICS + " topics");
    }
    byArn.put(topic.arn(), topic);
    destinations.register(topic.arn(), delivery -> publisher.publish(get(topic.arn()), delivery));
    return topic;
  }

  Topic get(String arn) {
    Topic topic = byArn.get(arn);
    if (topic == null) {
      throw Refusals.notFound("Topic does not exist: " + arn);
    }
    return topic;
  }

  synchronized void set(String arn, String name, String value) {
    byArn.put(arn, get(arn).with(name, value));
  }

  void delete(String arn) {
    byArn.remove(arn);
  }

  List<Topic> all() {
    return List.copyOf(byArn.values());
  }
}
