package dev.storekeeper.sandbox.runtime.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.FrontServer;
import dev.storekeeper.sandbox.runtime.http.Loopback;
import dev.storekeeper.sandbox.runtime.http.TestClient;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.iam.Identities;
import dev.storekeeper.sandbox.runtime.messaging.Delivery;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.template.Resource;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnsServiceTest {
  private static final String ACCOUNT = "111122223333";
  private static final String TOPIC = "arn:aws:sns:eu-west-1:111122223333:news";
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:111122223333:work";
  private static final String DEAD = "arn:aws:sqs:eu-west-1:111122223333:dead";
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:f";

  private final VirtualClock clock =
      new VirtualClock(Clock.fixed(Instant.parse("2026-11-24T08:00:00Z"), ZoneOffset.UTC));
  private final Destinations destinations = new Destinations();
  private final FrontServer front = FrontServer.bind(0, new Identities(ACCOUNT, Clock.systemUTC()));
  private final TestClient client = new TestClient(front.endpoint());
  private final BlockingQueue<Delivery> delivered = new LinkedBlockingQueue<>();
  private final BlockingQueue<Delivery> dead = new LinkedBlockingQueue<>();
  @TempDir Path mails;
  private SnsService sns;

  @BeforeEach
  void start() {
    sns =
        new SnsService(
            new Account(ACCOUNT, "eu-west-1", front.endpoint()),
            clock,
            destinations,
            (caller, action, resource, policy, context) -> {},
            mails.resolve("mail"));
    front.mount(sns).start();
    destinations.register(QUEUE, delivered::add);
    destinations.register(FUNCTION, delivered::add);
    destinations.register(DEAD, dead::add);
    call(Map.of("Action", "CreateTopic", "Name", "news"));
  }

  @AfterEach
  void close() {
    client.close();
    front.close();
    sns.close();
    clock.close();
  }

  @Test
  void aQueueGetsTheEnvelopeWithSubjectAndAttributes() throws Exception {
    subscribe("sqs", QUEUE, Map.of());

    publish(
        Map.of(
            "Subject", "Hi",
            "Message", "a <b> & \"c\"",
            "MessageAttributes.entry.1.Name", "kind",
            "MessageAttributes.entry.1.Value.DataType", "String",
            "MessageAttributes.entry.1.Value.StringValue", "test"));

    Delivery delivery = next(delivered);
    JsonNode envelope = TestClient.read(delivery.payload());
    assertThat(delivery.caller()).isEqualTo(new Caller.Service("sns.amazonaws.com", TOPIC));
    assertThat(envelope.path("Type").asText()).isEqualTo("Notification");
    assertThat(envelope.path("TopicArn").asText()).isEqualTo(TOPIC);
    assertThat(envelope.path("Subject").asText()).isEqualTo("Hi");
    assertThat(envelope.path("Message").asText()).isEqualTo("a <b> & \"c\"");
    assertThat(envelope.path("Timestamp").asText()).isEqualTo("2026-11-24T08:00:00Z");
    assertThat(envelope.path("MessageAttributes").path("kind").path("Value").asText())
        .isEqualTo("test");
  }

  @Test
  void aRawQueueSubscriptionGetsTheMessageAndItsAttributes() throws Exception {
    subscribe("sqs", QUEUE, Map.of("RawMessageDelivery", "true"));

    publish(
        Map.of(
            "Message", "plain",
            "MessageAttributes.entry.1.Name", "n",
            "MessageAttributes.entry.1.Value.DataType", "Number",
            "MessageAttributes.entry.1.Value.StringValue", "7"));

    Delivery delivery = next(delivered);
    assertThat(delivery.payload()).isEqualTo("plain");
    assertThat(delivery.attributes()).isEqualTo(Map.of("n", "7"));
  }

  @Test
  void aFunctionGetsAnEventOfRecords() throws Exception {
    subscribe("lambda", FUNCTION, Map.of());

    publish(Map.of("Message", "hello"));

    JsonNode sent = TestClient.read(next(delivered).payload()).path("Records").path(0);
    assertThat(sent.path("EventSource").asText()).isEqualTo("aws:sns");
    assertThat(sent.path("Sns").path("Message").asText()).isEqualTo("hello");
    assertThat(sent.path("Sns").path("Subject").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "MessageAttributes | {\"kind\": [\"a\"]}                     | a | {}                    |"
            + " true",
        "MessageAttributes | {\"kind\": [\"b\"]}                     | a | {}                    |"
            + " false",
        "MessageAttributes | {\"kind\": [{\"prefix\": \"a\"}]}       | ab | {}                   |"
            + " true",
        "MessageAttributes | {\"kind\": [{\"anything-but\": [\"a\"]}]} | a | {}                  |"
            + " false",
        "MessageAttributes | {\"other\": [{\"exists\": false}]}      | a | {}                    |"
            + " true",
        "MessageAttributes | {}                                      | a | {}                    |"
            + " true",
        "MessageBody       | {\"severity\": [{\"numeric\": [\">\", 3]}]} | a | {\"severity\": 4} |"
            + " true",
        "MessageBody       | {\"severity\": [{\"numeric\": [\">\", 3]}]} | a | {\"severity\": 3} |"
            + " false",
        "MessageBody       | {\"severity\": [4]}                     | a | not json              |"
            + " false",
      })
  void aFilterPolicyChoosesByAttributesOrBody(
      String scope, String policy, String kind, String message, boolean wanted) throws Exception {
    subscribe("sqs", QUEUE, Map.of("FilterPolicy", policy, "FilterPolicyScope", scope));

    publish(
        Map.of(
            "Message",
            message,
            "MessageAttributes.entry.1.Name",
            "kind",
            "MessageAttributes.entry.1.Value.DataType",
            "String",
            "MessageAttributes.entry.1.Value.StringValue",
            kind));

    await(() -> sns.pending() == 0);
    assertThat(delivered).hasSize(wanted ? 1 : 0);
    assertThat(sns.deliveries().entries().getLast().outcome())
        .isEqualTo(wanted ? DeliveryLog.Outcome.DELIVERED : DeliveryLog.Outcome.FILTERED);
  }

  @Test
  void anHttpEndpointGetsNothingUntilItConfirmed() throws Exception {
    BlockingQueue<String> posted = new LinkedBlockingQueue<>();
    HttpServer endpoint = endpoint(posted, new AtomicInteger());
    subscribe("http", url(endpoint), Map.of());
    JsonNode confirmation = TestClient.read(next(posted));
    publish(Map.of("Message", "too early"));

    client.send(
        client.request(
            confirmation
                .path("SubscribeURL")
                .asText()
                .substring(front.endpoint().toString().length())));
    publish(Map.of("Message", "hello"));

    assertThat(confirmation.path("Type").asText()).isEqualTo("SubscriptionConfirmation");
    assertThat(TestClient.read(next(posted)).path("Message").asText()).isEqualTo("hello");
    endpoint.stop(0);
  }

  @Test
  void aFailingEndpointIsTriedAgainInVirtualTimeAndThenDeadLettered() throws Exception {
    BlockingQueue<String> posted = new LinkedBlockingQueue<>();
    AtomicInteger failures = new AtomicInteger();
    HttpServer endpoint = endpoint(posted, failures);
    subscribe(
        "http",
        url(endpoint),
        Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + DEAD + "\"}"));
    String token = TestClient.read(next(posted)).path("Token").asText();
    call(Map.of("Action", "ConfirmSubscription", "TopicArn", TOPIC, "Token", token));
    await(() -> sns.pending() == 0);
    failures.set(1000);

    publish(Map.of("Message", "hello"));

    int attempts = 1;
    for (Duration wait : Courier.WAITS) {
      next(posted);
      int expected = attempts++;
      await(() -> outcomes(DeliveryLog.Outcome.RETRYING) >= expected);
      assertThat(dead).isEmpty();
      clock.advance(wait);
    }
    Delivery delivery = next(dead);
    assertThat(TestClient.read(delivery.payload()).path("Message").asText()).isEqualTo("hello");
    assertThat(delivery.attributes()).containsEntry("ErrorCode", "EndpointRefused");
    await(() -> outcomes(DeliveryLog.Outcome.DEAD_LETTERED) == 1);
    endpoint.stop(0);
  }

  @Test
  void aQueueThatRefusesForGoodIsNotTriedAgain() {
    destinations.register(
        QUEUE,
        delivery -> {
          throw new AwsException(403, "AccessDenied", "no");
        });
    subscribe("sqs", QUEUE, Map.of());

    publish(Map.of("Message", "hello"));

    await(() -> outcomes(DeliveryLog.Outcome.FAILED) == 1);
    assertThat(outcomes(DeliveryLog.Outcome.RETRYING)).isZero();
  }

  @Test
  void mailBecomesAFile() throws Exception {
    subscribe("email", "ops@example.com", Map.of());

    publish(Map.of("Subject", "Look", "Message", "Grüße"));

    await(() -> sns.pending() == 0);
    try (var files = Files.list(mails.resolve("mail"))) {
      assertThat(Files.readString(files.findFirst().orElseThrow()))
          .contains("To: ops@example.com\r\n", "Subject: Look\r\n", "\r\n\r\nGrüße\r\n")
          .contains("8bit");
    }
  }

  @Test
  void aMessageStructureGivesEachProtocolItsText() throws Exception {
    subscribe("sqs", QUEUE, Map.of("RawMessageDelivery", "true"));

    publish(
        Map.of(
            "MessageStructure", "json",
            "Message", "{\"default\": \"d\", \"sqs\": \"for queues\"}"));

    assertThat(next(delivered).payload()).isEqualTo("for queues");
  }

  @Test
  void aBatchTellsOfEachEntry() {
    Map<String, String> form = new HashMap<>();
    form.put("Action", "PublishBatch");
    form.put("TopicArn", TOPIC);
    form.put("PublishBatchRequestEntries.member.1.Id", "a");
    form.put("PublishBatchRequestEntries.member.1.Message", "x");
    form.put("PublishBatchRequestEntries.member.2.Id", "b");
    form.put("PublishBatchRequestEntries.member.2.Message", "y");
    form.put("PublishBatchRequestEntries.member.2.Subject", " bad");

    String answer = call(form);

    assertThat(answer)
        .containsPattern("<Successful><member><Id>a</Id><MessageId>[^<]+</MessageId></member></S")
        .contains("<Failed><member><Id>b</Id><Code>InvalidParameter</Code>");
  }

  @ParameterizedTest
  @CsvSource({
    "Subscribe, Protocol, sms",
    "Subscribe, Endpoint, https://example.com/hook",
    "Subscribe, Endpoint, http://127.0.0.1.example.com/",
    "Subscribe, Attributes.entry.1.key, DeliveryPolicy",
    "Publish, Subject, ' leading'",
    "Publish, Subject, 'é'",
    "Publish, PhoneNumber, +100",
    "Publish, MessageStructure, xml",
    "Publish, MessageGroupId, g",
    "CreateTopic, Name, a.fifo",
    "CreateTopic, Attributes.entry.1.key, FifoTopic",
  })
  void badInputIsRefusedAsAnInvalidParameter(String action, String name, String value) {
    Map<String, String> form = new HashMap<>();
    form.putAll(Map.of("Action", action, "TopicArn", TOPIC, "Message", "m", "Name", "n"));
    form.putAll(Map.of("Protocol", value.startsWith("https") ? "https" : "http"));
    form.putAll(Map.of("Endpoint", "http://127.0.0.1:9/"));
    form.put(name, value);

    assertThat(client.query("AKID", "sns", form).body()).contains("<Code>InvalidParameter</Code>");
  }

  @Test
  void aSubjectOfAHundredCharactersIsTakenAndALongerOneRefused() {
    assertThat(publish(Map.of("Subject", "s".repeat(100), "Message", "m"))).contains("MessageId");
    assertThat(
            client
                .query(
                    "AKID",
                    "sns",
                    Map.of(
                        "Action",
                        "Publish",
                        "TopicArn",
                        TOPIC,
                        "Message",
                        "m",
                        "Subject",
                        "s".repeat(101)))
                .body())
        .contains("InvalidParameter");
  }

  @Test
  void topicsAndSubscriptionsAreListedChangedAndDeleted() {
    subscribe("sqs", QUEUE, Map.of());
    String listed = call(Map.of("Action", "ListSubscriptionsByTopic", "TopicArn", TOPIC));
    String arn = listed.replaceAll("(?s).*<SubscriptionArn>([^<]*)</SubscriptionArn>.*", "$1");

    call(
        Map.of(
            "Action", "SetSubscriptionAttributes",
            "SubscriptionArn", arn,
            "AttributeName", "RawMessageDelivery",
            "AttributeValue", "true"));

    assertThat(call(Map.of("Action", "GetSubscriptionAttributes", "SubscriptionArn", arn)))
        .contains("<key>RawMessageDelivery</key><value>true</value>");
    assertThat(call(Map.of("Action", "GetTopicAttributes", "TopicArn", TOPIC)))
        .contains("<key>SubscriptionsConfirmed</key><value>1</value>");
    call(Map.of("Action", "Unsubscribe", "SubscriptionArn", arn));
    assertThat(call(Map.of("Action", "ListSubscriptions"))).doesNotContain(arn);
    call(Map.of("Action", "DeleteTopic", "TopicArn", TOPIC));
    assertThat(call(Map.of("Action", "ListTopics"))).doesNotContain(TOPIC);
  }

  @Test
  void aProvisionedTopicTakesDeliveriesOfOtherServicesAndRecordsThem() throws Exception {
    String arn = "arn:aws:sns:eu-west-1:111122223333:app-Alerts";
    provision(
        "AWS::SNS::Topic",
        "app-Alerts",
        "{'DisplayName': 'Alerts', 'Subscription': [{'Protocol': 'sqs', 'Endpoint': '"
            + QUEUE
            + "'}]}");
    provision(
        "AWS::SNS::Subscription",
        "app-Sub",
        "{'TopicArn': '"
            + arn
            + "', 'Protocol': 'email', 'Endpoint': 'a@example.com',"
            + " 'FilterPolicy': {'kind': ['none']}}");
    provision(
        "AWS::SNS::TopicPolicy",
        "app-Policy",
        "{'Topics': ['" + arn + "'], 'PolicyDocument': {'Statement': []}}");

    destinations.deliver(
        arn, new Delivery(new Caller.Service("events.amazonaws.com", "rule"), "{}", Map.of()));

    assertThat(TestClient.read(next(delivered).payload()).path("Message").asText()).isEqualTo("{}");
    await(() -> sns.pending() == 0);
    assertThat(sns.deliveries().entries())
        .extracting(DeliveryLog.Entry::outcome)
        .containsExactlyInAnyOrder(
            DeliveryLog.Outcome.PUBLISHED,
            DeliveryLog.Outcome.DELIVERED,
            DeliveryLog.Outcome.FILTERED);
  }

  private void provision(String type, String name, String properties) {
    sns.provision(
        new Resource(
            name, type, name, "", (ObjectNode) TestClient.read(properties.replace('\'', '"'))));
  }

  private String subscribe(String protocol, String endpoint, Map<String, String> attributes) {
    Map<String, String> form =
        new HashMap<>(
            Map.of(
                "Action", "Subscribe",
                "TopicArn", TOPIC,
                "Protocol", protocol,
                "Endpoint", endpoint));
    int number = 0;
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      number++;
      form.put("Attributes.entry." + number + ".key", attribute.getKey());
      form.put("Attributes.entry." + number + ".value", attribute.getValue());
    }
    return call(form);
  }

  private String publish(Map<String, String> more) {
    Map<String, String> form = new HashMap<>(Map.of("Action", "Publish", "TopicArn", TOPIC));
    form.putAll(more);
    return call(form);
  }

  private String call(Map<String, String> form) {
    var response = client.query("AKID", "sns", form);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private long outcomes(DeliveryLog.Outcome outcome) {
    return sns.deliveries().entries().stream().filter(each -> each.outcome() == outcome).count();
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T item = queue.poll(60, TimeUnit.SECONDS);
    if (item == null) {
      throw new AssertionError("nothing came");
    }
    return item;
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static HttpServer endpoint(BlockingQueue<String> posted, AtomicInteger failures) {
    HttpServer server = Loopback.bind(0, 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            posted.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(failures.getAndDecrement() > 0 ? 500 : 200, -1);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    server.start();
    return server;
  }

  private static String url(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }
}
