package dev.storekeeper.sandbox.runtime.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.http.JsonOperations;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The operations on queues as a whole. */
final class QueueOperations {
  private static final int MAX_LISTED = 1000;
  private static final int MAX_TAGS = 50;

  private final Account account;
  private final Queues queues;
  private final Access access;

  QueueOperations(Account account, Queues queues, Access access) {
    this.account = account;
    this.queues = queues;
    this.access = access;
  }

  void addTo(JsonOperations operations) {
    operations
        .with("CreateQueue", this::create)
        .with("DeleteQueue", this::delete)
        .with("GetQueueUrl", this::url)
        .with("ListQueues", this::list)
        .with("GetQueueAttributes", this::attributes)
        .with("SetQueueAttributes", this::setAttributes)
        .with("PurgeQueue", this::purge)
        .with("ListQueueTags", this::tags)
        .with("TagQueue", this::tag)
        .with("UntagQueue", this::untag);
  }

  private JsonNode create(Caller caller, ObjectNode input) {
    String name = Input.required(input, "QueueName");
    access.authorizer().require(caller, "sqs:CreateQueue", account.arn("sqs", name));
    StandardQueue queue = queues.create(name, Input.map(input, "Attributes"));
    addTags(queue, Input.map(input, "tags"));
    return empty().put("QueueUrl", queues.url(queue));
  }

  private JsonNode delete(Caller caller, ObjectNode input) {
    queues.delete(access.queue(caller, input, "DeleteQueue"));
    return empty();
  }

  private JsonNode url(Caller caller, ObjectNode input) {
    StandardQueue queue = queues.find(Input.required(input, "QueueName"));
    return empty().put("QueueUrl", queues.url(access.allowed(caller, queue, "GetQueueUrl")));
  }

  private JsonNode list(Caller caller, ObjectNode input) {
    access.authorizer().require(caller, "sqs:ListQueues", account.arn("sqs", "*"));
    String prefix = input.path("QueueNamePrefix").asText("");
    String after = input.path("NextToken").asText("");
    int max = Input.number(input, "MaxResults", 1, MAX_LISTED).orElse(MAX_LISTED);
    List<StandardQueue> found =
        queues.all().stream()
            .filter(queue -> queue.name().startsWith(prefix) && queue.name().compareTo(after) > 0)
            .limit(max + 1L)
            .toList();
    ObjectNode result = empty();
    found.stream()
        .limit(max)
        .forEach(queue -> result.withArray("QueueUrls").add(queues.url(queue)));
    if (found.size() > max) {
      result.put("NextToken", found.get(max - 1).name());
    }
    return result;
  }

  private JsonNode attributes(Caller caller, ObjectNode input) {
    StandardQueue queue = access.queue(caller, input, "GetQueueAttributes");
    List<String> names = Input.list(input, "AttributeNames");
    Map<String, String> all = allAttributes(queue);
    ObjectNode result = empty();
    all.forEach((name, value) -> {
      if (names.contains("All") || names.contains(name)) {
        result.withObject("/Attributes").put(name, value);
      }
    });
    return result;
  }

  private static Map<String, String> allAttributes(StandardQueue queue) {
    MessageStore.Counts counts = queue.counts();
    Map<String, String> all = new TreeMap<>(queue.settings().values());
    all.put("QueueArn", queue.arn());
    all.put("ApproximateNumberOfMessages", String.valueOf(counts.visible()));
    all.put("ApproximateNumberOfMessagesNotVisible", String.valueOf(counts.inFlight()));
    all.put("ApproximateNumberOfMessagesDelayed", String.valueOf(counts.delayed()));
    all.put("CreatedTimestamp", epochSecond(queue.createdAt()));
    all.put("LastModifiedTimestamp", epochSecond(queue.modifiedAt()));
    return all;
  }

  private JsonNode setAttributes(Caller caller, ObjectNode input) {
    StandardQueue queue = access.queue(caller, input, "SetQueueAttributes");
    queues.configure(queue, Input.map(input, "Attributes"));
    return empty();
  }

  private JsonNode purge(Caller caller, ObjectNode input) {
    access.queue(caller, input, "PurgeQueue").purge();
    return empty();
  }

  private JsonNode tags(Caller caller, ObjectNode input) {
    StandardQueue queue = access.queue(caller, input, "ListQueueTags");
    ObjectNode result = empty();
    ObjectNode tags = result.putObject("Tags");
    queues.tags(queue).forEach(tags::put);
    return result;
  }

  private JsonNode tag(Caller caller, ObjectNode input) {
    addTags(access.queue(caller, input, "TagQueue"), Input.map(input, "Tags"));
    return empty();
  }

  private JsonNode untag(Caller caller, ObjectNode input) {
    StandardQueue queue = access.queue(caller, input, "UntagQueue");
    Input.list(input, "TagKeys").forEach(queues.tags(queue)::remove);
    return empty();
  }

  private void addTags(StandardQueue queue, Map<String, String> tags) {
    if (queues.tags(queue).size() + tags.size() > MAX_TAGS) {
      throw Refusals.invalidParameter("a queue has at most " + MAX_TAGS + " tags");
    }
    queues.tags(queue).putAll(tags);
  }

  private static String epochSecond(Instant time) {
    return String.valueOf(time.getEpochSecond());
  }

  private static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }
}
