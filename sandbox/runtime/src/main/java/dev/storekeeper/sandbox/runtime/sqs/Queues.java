package dev.storekeeper.sandbox.runtime.sqs;

import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.iam.Authorizer;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The queues of an account by name, with their tags. Safe for use by many threads. */
final class Queues {
  private static final int MAX_QUEUES = 1000;

  private final Account account;
  private final VirtualClock clock;
  private final Destinations destinations;
  private final Authorizer authorizer;
  private final ConcurrentSkipListMap<String, StandardQueue> byName = new ConcurrentSkipListMap<>();
  private final Map<String, Map<String, String>> tags = new ConcurrentHashMap<>();

  Queues(Account account, VirtualClock clock, Destinations destinations, Authorizer authorizer) {
    this.account = account;
    this.clock = clock;
    this.destinations = destinations;
    this.authorizer = authorizer;
  }

  /** Makes a queue, or returns the one of this name if it has the same attributes. */
  synchronized StandardQueue create(String name, Map<String, String> attributes) {
    requireName(name);
    StandardQueue existing = byName.get(name);
    if (existing != null) {
      requireSame(existing, attributes);
      return existing;
    }
    if (byName.size() >= MAX_QUEUES) {
      throw Refusals.of("OverLimit", "the sandbox has at most " + MAX_QUEUES + " queues");
    }
    String arn = account.arn("sqs", name);
    QueueSettings settings = QueueSettings.defaults().with(attributes);
    requireDeadLetterTarget(arn, settings);
    StandardQueue queue = new StandardQueue(name, arn, settings, clock, this::byArn);
    byName.put(name, queue);
    destinations.register(arn, new QueueEndpoint(queue, account.region(), authorizer));
    return queue;
  }

  void configure(StandardQueue queue, Map<String, String> attributes) {
    QueueSettings settings = queue.settings().with(attributes);
    requireDeadLetterTarget(queue.arn(), settings);
    queue.configure(settings);
  }

  void delete(StandardQueue queue) {
    if (byName.remove(queue.name(), queue)) {
      tags.remove(queue.name());
      queue.close();
    }
  }

  /** The queue of a URL (any host), an ARN or a name. */
  StandardQueue find(String reference) {
    String name =
        reference.substring(Math.max(reference.lastIndexOf('/'), reference.lastIndexOf(':')) + 1);
    StandardQueue queue = byName.get(name);
    if (queue == null || (reference.contains("/") && !ofThisAccount(reference, name))) {
      throw Refusals.noQueue(reference);
    }
    return queue;
  }

  String url(StandardQueue queue) {
    return account.endpoint() + "/" + account.id() + "/" + queue.name();
  }

  List<StandardQueue> all() {
    return List.copyOf(byName.values());
  }

  Map<String, String> tags(StandardQueue queue) {
    return tags.computeIfAbsent(queue.name(), name -> new ConcurrentSkipListMap<>());
  }

  private Optional<StandardQueue> byArn(String arn) {
    return Optional.ofNullable(byName.get(arn.substring(arn.lastIndexOf(':') + 1)))
        .filter(queue -> queue.arn().equals(arn));
  }

  private boolean ofThisAccount(String url, String name) {
    try {
      String path = URI.create(url).getPath();
      return path != null && path.endsWith("/" + account.id() + "/" + name);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void requireDeadLetterTarget(String sourceArn, QueueSettings settings) {
    settings
        .redrive()
        .ifPresent(policy -> {
          StandardQueue target =
              byArn(policy.deadLetterTargetArn())
                  .orElseThrow(() -> refusedTarget(policy, "does not exist"));
          String allow = target.settings().values().get("RedriveAllowPolicy");
          if (allow != null && !RedrivePolicy.allows(allow, sourceArn)) {
            throw refusedTarget(policy, "does not allow " + sourceArn + " as a source");
          }
        });
  }

  private static RuntimeException refusedTarget(RedrivePolicy policy, String reason) {
    return Refusals.invalidParameter(
        "Value for parameter RedrivePolicy is invalid. Reason: Dead letter target "
            + policy.deadLetterTargetArn()
            + " "
            + reason
            + ".");
  }

  private static void requireName(String name) {
    if (name.endsWith(".fifo")) {
      throw Refusals.invalidParameter(
          "the sandbox has standard queues only, no FIFO queues: " + name);
    }
    if (!name.matches("[A-Za-z0-9_-]{1,80}")) {
      throw Refusals.invalidParameter(
          "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length: "
              + name);
    }
  }

  private static void requireSame(StandardQueue queue, Map<String, String> attributes) {
    Map<String, String> wanted = new TreeMap<>(queue.settings().with(attributes).values());
    queue.settings().values().forEach((name, value) -> wanted.remove(name, value));
    if (!wanted.isEmpty()) {
      throw Refusals.of(
          "QueueNameExists",
          "A queue already exists with the same name and a different value for attribute "
              + String.join(", ", wanted.keySet()));
    }
  }
}
