package dev.storekeeper.sandbox.runtime.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.TestClient;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.messaging.Delivery;
import dev.storekeeper.sandbox.runtime.messaging.Queue;
import dev.storekeeper.sandbox.runtime.template.Resource;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqsServiceTest {
  private static final String ARN = "arn:aws:sqs:eu-west-1:111122223333:";

  private final SqsFixture sqs = new SqsFixture();

  @AfterEach
  void close() {
    sqs.close();
  }

  @Test
  void aMessageComesBackWithDigestsAndTheAttributesThatWereAskedFor() {
    String url = sqs.create("work", "{}");
    JsonNode sent =
        sqs.call(
            "SendMessage",
            """
            {'QueueUrl': '%s', 'MessageBody': 'hello', 'MessageAttributes': {
              'color': {'DataType': 'String', 'StringValue': 'red'},
              'blob': {'DataType': 'Binary', 'BinaryValue': 'AQID'},
              'size': {'DataType': 'Number', 'StringValue': '7'}}}\
            """
                .formatted(url));

    JsonNode message = receive(url, "'AttributeNames': ['All'], 'MessageAttributeNames': ['All']");

    assertThat(sent.path("MD5OfMessageBody").asText())
        .isEqualTo("5d41402abc4b2a76b9719d911017c592");
    assertThat(sent.path("MD5OfMessageAttributes").asText())
        .isEqualTo("d06a9a4735831b1088a383e6a8fd33a0")
        .isEqualTo(message.path("MD5OfMessageAttributes").asText());
    assertThat(message.path("Body").asText()).isEqualTo("hello");
    assertThat(message.path("MessageAttributes").path("blob").path("BinaryValue").asText())
        .isEqualTo("AQID");
    assertThat(message.path("Attributes").toString())
        .contains(
            "\"ApproximateReceiveCount\":\"1\"",
            "\"SentTimestamp\":\"" + SqsFixture.START.toEpochMilli() + "\"",
            "ApproximateFirstReceiveTimestamp",
            "SenderId");
  }

  @Test
  void attributesThatNobodyAskedForStayBehind() {
    String url = sqs.create("work", "{}");
    send(
        url,
        "'MessageAttributes': {'a.x': {'DataType': 'String', 'StringValue': '1'}, 'b': {'DataType':"
            + " 'String', 'StringValue': '2'}}");
    send(
        url,
        "'MessageAttributes': {'a.x': {'DataType': 'String', 'StringValue': '1'}, 'b': {'DataType':"
            + " 'String', 'StringValue': '2'}}");

    assertThat(receive(url, "'VisibilityTimeout': 9").has("MessageAttributes")).isFalse();
    assertThat(receive(url, "'MessageAttributeNames': ['a.*']").path("MessageAttributes").size())
        .isEqualTo(1);
  }

  @Test
  void aReceivedMessageIsInvisibleUntilItsTimeoutOfVirtualTime() {
    String url = sqs.create("work", "{'VisibilityTimeout': '60'}");
    send(url, "");

    JsonNode first = receive(url, "'MaxNumberOfMessages': 10");
    assertThat(received(url)).isEmpty();
    sqs.clock.advance(Duration.ofSeconds(59));
    assertThat(received(url)).isEmpty();
    sqs.clock.advance(Duration.ofSeconds(1));
    JsonNode second = receive(url, "'AttributeNames': ['ApproximateReceiveCount']");

    assertThat(second.path("Attributes").path("ApproximateReceiveCount").asText()).isEqualTo("2");
    sqs.call("DeleteMessage", handle(url, first));
    assertThat(sqs.sqs.snapshot().getFirst().inFlight()).isEqualTo(1);
    sqs.call("DeleteMessage", handle(url, second));
    assertThat(sqs.sqs.snapshot().getFirst().inFlight()).isZero();
  }

  @Test
  void aMessageReceivedTooOftenMovesToTheDeadLetterQueue() {
    String dead = sqs.create("dead", "{}");
    String url =
        sqs.create(
            "work",
            "{'RedrivePolicy': '{\\'deadLetterTargetArn\\':\\'"
                + ARN
                + "dead\\',\\'maxReceiveCount\\':2}'}");
    send(url, "");

    for (int i = 0; i < 2; i++) {
      receive(url, "'VisibilityTimeout': 1");
      sqs.clock.advance(Duration.ofSeconds(1));
    }

    assertThat(received(url)).isEmpty();
    JsonNode moved = receive(dead, "'AttributeNames': ['All']");
    assertThat(moved.path("Attributes").path("DeadLetterQueueSourceArn").asText())
        .isEqualTo(ARN + "work");
    assertThat(moved.path("Attributes").path("ApproximateReceiveCount").asText()).isEqualTo("3");
  }

  @Test
  void theDeadLetterQueueDecidesWhoseItIs() {
    sqs.create("dead", "{'RedriveAllowPolicy': '{\\'redrivePermission\\':\\'denyAll\\'}'}");

    assertThat(
            sqs.send(
                    "CreateQueue",
                    "{'QueueName': 'work', 'Attributes': {'RedrivePolicy':"
                        + " '{\\'deadLetterTargetArn\\':\\'"
                        + ARN
                        + "dead\\',\\'maxReceiveCount\\':2}'}}")
                .body())
        .contains("does not allow");
  }

  @Test
  void aDelayedMessageAppearsWhenItsDelayIsOver() {
    String url = sqs.create("work", "{}");
    send(url, "'DelaySeconds': 30");

    assertThat(sqs.sqs.snapshot().getFirst().delayed()).isEqualTo(1);
    assertThat(received(url)).isEmpty();
    sqs.clock.advance(Duration.ofSeconds(30));
    assertThat(received(url)).hasSize(1);
  }

  @Test
  void anOldMessageIsGoneAfterTheRetentionPeriod() {
    String url = sqs.create("work", "{'MessageRetentionPeriod': '60'}");
    send(url, "");

    sqs.clock.advance(Duration.ofSeconds(60));

    assertThat(received(url)).isEmpty();
  }

  @Test
  void aLongPollWakesWhenAMessageArrives() throws Exception {
    String url = sqs.create("work", "{}");
    CompletableFuture<JsonNode> polled =
        CompletableFuture.supplyAsync(() -> receive(url, "'WaitTimeSeconds': 20"));

    Thread.sleep(100);
    send(url, "");

    assertThat(polled.get(15, TimeUnit.SECONDS).path("Body").asText()).isEqualTo("hello");
  }

  @Test
  void aLongPollWakesWhenTheClockIsMovedPastAVisibilityTimeout() throws Exception {
    String url = sqs.create("work", "{}");
    send(url, "");
    receive(url, "'VisibilityTimeout': 600");
    CompletableFuture<JsonNode> polled =
        CompletableFuture.supplyAsync(() -> receive(url, "'WaitTimeSeconds': 20"));

    Thread.sleep(100);
    sqs.clock.advance(Duration.ofMinutes(10));

    assertThat(polled.get(15, TimeUnit.SECONDS).path("Body").asText()).isEqualTo("hello");
  }

  @Test
  void changedVisibilityShowsAMessageAtOnceAndRefusesOneThatIsNotInFlight() {
    String url = sqs.create("work", "{}");
    send(url, "");
    JsonNode message = receive(url, "'WaitTimeSeconds': 0");
    String zero =
        "{'QueueUrl': '%s', 'ReceiptHandle': '%s', 'VisibilityTimeout': 0}"
            .formatted(url, message.path("ReceiptHandle").asText());

    sqs.call("ChangeMessageVisibility", zero);

    assertThat(sqs.send("ChangeMessageVisibility", zero).body()).contains("MessageNotInflight");
    assertThat(received(url)).hasSize(1);
  }

  @Test
  void aBatchReportsEachEntryByItself() {
    String url = sqs.create("work", "{}");

    JsonNode result =
        sqs.call(
            "SendMessageBatch",
            """
            {'QueueUrl': '%s', 'Entries': [{'Id': 'a', 'MessageBody': 'x'},
              {'Id': 'b', 'MessageBody': ''}]}\
            """
                .formatted(url));

    assertThat(result.path("Successful").path(0).path("Id").asText()).isEqualTo("a");
    assertThat(result.path("Failed").path(0).path("Code").asText()).isEqualTo("MissingParameter");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SendMessage             | {'QueueUrl': 'U', 'MessageBody': 'a\\u0001'}                  |"
            + " InvalidMessageContents",
        "SendMessage             | {'QueueUrl': 'U', 'MessageBody': 'a', 'DelaySeconds': 901}    |"
            + " InvalidParameterValue",
        "SendMessage             | {'QueueUrl': 'U', 'MessageBody': 'a', 'MessageGroupId': 'g'}  |"
            + " InvalidParameterValue",
        "SendMessage             | {'QueueUrl': 'http://127.0.0.1/111122223333/none',"
            + " 'MessageBody': 'a'} | AWS.SimpleQueueService.NonExistentQueue",
        "SendMessage             | {'QueueUrl': 'http://127.0.0.1/999999999999/work',"
            + " 'MessageBody': 'a'} | AWS.SimpleQueueService.NonExistentQueue",
        "ReceiveMessage          | {'QueueUrl': 'U', 'MaxNumberOfMessages': 11}                  |"
            + " InvalidParameterValue",
        "ReceiveMessage          | {'QueueUrl': 'U', 'WaitTimeSeconds': 21}                      |"
            + " InvalidParameterValue",
        "DeleteMessage           | {'QueueUrl': 'U', 'ReceiptHandle': 'nonsense'}                |"
            + " ReceiptHandleIsInvalid",
        "SendMessageBatch        | {'QueueUrl': 'U', 'Entries': []}                              |"
            + " AWS.SimpleQueueService.EmptyBatchRequest",
        "CreateQueue             | {'QueueName': 'a.fifo'}                                       |"
            + " InvalidParameterValue",
        "CreateQueue             | {'QueueName': 'a', 'Attributes': {'FifoQueue': 'true'}}       |"
            + " InvalidAttributeName",
        "CreateQueue             | {'QueueName': 'work', 'Attributes': {'DelaySeconds': '5'}}    |"
            + " QueueAlreadyExists",
        "SetQueueAttributes      | {'QueueUrl': 'U', 'Attributes': {'VisibilityTimeout': '43201'}}"
            + " | InvalidAttributeValue",
        "SetQueueAttributes      | {'QueueUrl': 'U', 'Attributes': {'RedrivePolicy': '{}'}}      |"
            + " InvalidAttributeValue",
      })
  void badInputIsRefusedWithTheCodeThatSdksKnow(String operation, String input, String code) {
    String url = sqs.create("work", "{}");

    HttpResponse<String> response =
        sqs.client.json(
            "sqs",
            "AmazonSQS." + operation,
            input.replace("'U'", "'" + url + "'").replace('\'', '"'));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("x-amzn-query-error")).hasValue(code + ";Sender");
  }

  @Test
  void aMessageOfOneMebibyteIsTakenAndALargerOneRefused() {
    String url = sqs.create("work", "{}");
    String body = "x".repeat(QueueSettings.MAX_MESSAGE_SIZE);

    sqs.call("SendMessage", "{'QueueUrl': '%s', 'MessageBody': '%s'}".formatted(url, body));

    assertThat(
            sqs.send("SendMessage", "{'QueueUrl': '%s', 'MessageBody': '%sx'}".formatted(url, body))
                .body())
        .contains("shorter than 1048576 bytes");
  }

  @Test
  void queuesAreListedTaggedPurgedAndDeleted() {
    String url = sqs.create("work-a", "{}");
    sqs.create("work-b", "{}");
    sqs.create("other", "{}");
    send(url, "");

    JsonNode page = sqs.call("ListQueues", "{'QueueNamePrefix': 'work', 'MaxResults': 1}");
    sqs.call("TagQueue", "{'QueueUrl': '%s', 'Tags': {'team': 'a', 'x': 'y'}}".formatted(url));
    sqs.call("UntagQueue", "{'QueueUrl': '%s', 'TagKeys': ['x']}".formatted(url));
    JsonNode tags = sqs.call("ListQueueTags", "{'QueueUrl': '%s'}".formatted(url));
    sqs.call("PurgeQueue", "{'QueueUrl': '%s'}".formatted(url));
    sqs.call(
        "DeleteQueue",
        "{'QueueUrl': '%s'}"
            .formatted(
                sqs.call("GetQueueUrl", "{'QueueName': 'other'}").path("QueueUrl").asText()));

    assertThat(page.path("QueueUrls").path(0).asText()).isEqualTo(url);
    assertThat(page.path("NextToken").asText()).isEqualTo("work-a");
    assertThat(tags.path("Tags").toString()).isEqualTo("{\"team\":\"a\"}");
    assertThat(sqs.sqs.snapshot())
        .extracting(QueueSnapshot::name, QueueSnapshot::visible)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("work-a", 0),
            org.assertj.core.groups.Tuple.tuple("work-b", 0));
  }

  @Test
  void aProvisionedQueueTakesWhatItsPolicyAllowsAndFeedsAnEventSourceMapping() throws Exception {
    sqs.sqs.provision(
        resource("AWS::SQS::Queue", "app-Work", "{'VisibilityTimeout': 90, 'QueueName': 'x'}"));
    Delivery delivery =
        new Delivery(
            new Caller.Service(
                "events.amazonaws.com", "arn:aws:events:eu-west-1:111122223333:rule/r"),
            "{}",
            Map.of("kind", "test"));

    assertThatThrownBy(() -> sqs.destinations.deliver(ARN + "app-Work", delivery))
        .isInstanceOf(AwsException.class);
    sqs.sqs.provision(
        resource(
            "AWS::SQS::QueuePolicy",
            "app-Policy",
            "{'Queues': ['"
                + sqs.front.endpoint()
                + "/111122223333/app-Work'], 'PolicyDocument': {'Statement': [{'Principal':"
                + " {'Service': 'events.amazonaws.com'}}]}}"));
    sqs.destinations.deliver(ARN + "app-Work", delivery);
    Queue queue = sqs.destinations.queue(ARN + "app-Work");
    List<Queue.Message> messages = queue.receive(100, Duration.ZERO);

    ObjectNode record = messages.getFirst().record();
    assertThat(record.path("eventSourceARN").asText()).isEqualTo(ARN + "app-Work");
    assertThat(record.path("messageAttributes").path("kind").path("stringValue").asText())
        .isEqualTo("test");
    assertThat(record.path("attributes").path("ApproximateReceiveCount").asText()).isEqualTo("1");
    assertThat(queue.visibilityTimeout()).isEqualTo(Duration.ofSeconds(90));
    queue.changeVisibility(messages.getFirst().receiptHandle(), Duration.ZERO);
    queue.delete(queue.receive(1, Duration.ZERO).getFirst().receiptHandle());
    assertThat(sqs.sqs.snapshot().getFirst().inFlight()).isZero();
  }

  @Test
  void tenThousandMessagesGoInAndOut() throws Exception {
    sqs.create("work", "{}");
    Queue queue = sqs.destinations.queue(ARN + "work");
    Delivery delivery = new Delivery(new Caller.Owner("111122223333"), "{\"n\":1}", Map.of());

    for (int i = 0; i < 10_000; i++) {
      queue.deliver(delivery);
    }
    int count = 0;
    for (List<Queue.Message> batch = queue.receive(10, Duration.ZERO);
        !batch.isEmpty();
        batch = queue.receive(10, Duration.ZERO)) {
      batch.forEach(message -> queue.delete(message.receiptHandle()));
      count += batch.size();
    }

    assertThat(count).isEqualTo(10_000);
  }

  private void send(String url, String more) {
    sqs.call(
        "SendMessage",
        "{'QueueUrl': '%s', 'MessageBody': 'hello'%s}"
            .formatted(url, more.isEmpty() ? "" : ", " + more));
  }

  private List<JsonNode> received(String url) {
    return sqs.call("ReceiveMessage", "{'QueueUrl': '%s'}".formatted(url))
        .path("Messages")
        .valueStream()
        .toList();
  }

  private JsonNode receive(String url, String more) {
    return sqs.call("ReceiveMessage", "{'QueueUrl': '%s', %s}".formatted(url, more))
        .path("Messages")
        .path(0);
  }

  private static String handle(String url, JsonNode message) {
    return "{'QueueUrl': '%s', 'ReceiptHandle': '%s'}"
        .formatted(url, message.path("ReceiptHandle").asText());
  }

  private static Resource resource(String type, String name, String properties) {
    return new Resource(
        name, type, name, ARN + name, (ObjectNode) TestClient.read(properties.replace('\'', '"')));
  }
}
