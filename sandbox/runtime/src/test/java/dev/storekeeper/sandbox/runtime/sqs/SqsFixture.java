package dev.storekeeper.sandbox.runtime.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.FrontServer;
import dev.storekeeper.sandbox.runtime.http.TestClient;
import dev.storekeeper.sandbox.runtime.iam.Authorizer;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.iam.Identities;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** An SQS behind a real port, with a clock that stands still until it is moved. */
final class SqsFixture implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

  /** Services need a policy that names them; everybody else may do everything. */
  static final Authorizer AUTHORIZER =
      (caller, action, resource, policy, context) -> {
        if (caller instanceof Caller.Service service
            && policy
                .filter(document -> document.toString().contains(service.principal()))
                .isEmpty()) {
          throw new AwsException(403, "AccessDenied", service.principal() + " " + action);
        }
      };

  final VirtualClock clock = new VirtualClock(Clock.fixed(START, ZoneOffset.UTC));
  final Destinations destinations = new Destinations();
  final FrontServer front = FrontServer.bind(0, new Identities("111122223333", Clock.systemUTC()));
  final SqsService sqs =
      new SqsService(
          new Account("111122223333", "eu-west-1", front.endpoint()),
          clock,
          destinations,
          AUTHORIZER);
  final TestClient client = new TestClient(front.endpoint());

  SqsFixture() {
    front.mount(sqs).start();
  }

  String create(String name, String attributes) {
    return call("CreateQueue", "{'QueueName': '" + name + "', 'Attributes': " + attributes + "}")
        .path("QueueUrl")
        .asText();
  }

  JsonNode call(String operation, String input) {
    HttpResponse<String> response = send(operation, input);
    if (response.statusCode() != 200) {
      throw new AssertionError(response.body());
    }
    return TestClient.read(response.body());
  }

  HttpResponse<String> send(String operation, String input) {
    return client.json("sqs", "AmazonSQS." + operation, input.replace('\'', '"'));
  }

  @Override
  public void close() {
    client.close();
    front.close();
    clock.close();
  }
}
