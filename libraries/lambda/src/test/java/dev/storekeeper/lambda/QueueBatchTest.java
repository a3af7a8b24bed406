package dev.storekeeper.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.lambda.MessageOutcome.Done;
import dev.storekeeper.lambda.MessageOutcome.Reject;
import dev.storekeeper.lambda.MessageOutcome.Retry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueBatchTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Lines lines = new Lines();
  private final List<String> deadLetters = Collections.synchronizedList(new ArrayList<>());
  private final DeadLetters queue =
      (message, reason) -> {
        if (message.body().equals("reject-but-queue-is-down")) {
          throw new IllegalStateException("no such queue");
        }
        deadLetters.add(message.id() + ":" + message.body() + ":" + reason);
      };
  private final ByteArrayOutputStream response = new ByteArrayOutputStream();

  @Test
  void onlyMessagesToRetryAreReportedAsFailures() throws Exception {
    BatchSummary summary =
        run(List.of("done", "retry", "throw", "reject", "reject-but-queue-is-down", "error"));

    assertThat(failures()).containsExactly("m1", "m2", "m4", "m5");
    assertThat(deadLetters).containsExactly("m3:reject:because");
    assertThat(summary).isEqualTo(new BatchSummary(1, 4, 1));
  }

  @Test
  void everyRetryIsLoggedWithItsReason() throws Exception {
    run(List.of("retry", "throw", "reject-but-queue-is-down"));

    assertThat(String.join("\n", lines.raw()))
        .contains("not now", "it broke", "no such queue", "\"messageId\":\"m2\"");
  }

  @Test
  void anEmptyBatchHasNoFailures() throws Exception {
    run(List.of());

    assertThat(response.toString(StandardCharsets.UTF_8)).isEqualTo("{\"batchItemFailures\":[]}");
  }

  @Test
  @Timeout(120)
  void neighboursOfASlowMessageAreDealtWithMeanwhile() throws Exception {
    CountDownLatch others = new CountDownLatch(9);
    List<String> bodies = new ArrayList<>(Collections.nCopies(9, "quick"));
    bodies.addFirst("slow");
    new QueueBatch(queue, 2)
        .run(
            event(bodies),
            response,
            lines.log(),
            message -> {
              if (message.body().equals("slow")) {
                others.await();
              } else {
                others.countDown();
              }
              return new Done();
            });

    assertThat(failures()).isEmpty();
  }

  @Test
  void noMoreMessagesThanAllowedAreDealtWithAtTheSameTime() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    new QueueBatch(queue, 3)
        .run(
            event(Collections.nCopies(30, "x")),
            response,
            lines.log(),
            _ -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              Thread.sleep(2);
              now.decrementAndGet();
              return new Done();
            });

    assertThat(most.get()).isBetween(1, 3);
  }

  @Test
  void anyMixtureReportsExactlyTheMessagesToRetry() throws Exception {
    Random random = new Random(20260304);
    List<String> kinds = List.of("done", "retry", "throw", "reject", "error");
    for (int round = 0; round < 50; round++) {
      response.reset();
      List<String> bodies = random.ints(random.nextInt(12), 0, 5).mapToObj(kinds::get).toList();
      run(bodies);

      List<String> expected = new ArrayList<>();
      for (int i = 0; i < bodies.size(); i++) {
        if (!bodies.get(i).equals("done") && !bodies.get(i).equals("reject")) {
          expected.add("m" + i);
        }
      }
      assertThat(failures()).as("bodies %s", bodies).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                            | Records: found MISSING
          {"Records":{}}                                | Records: found OBJECT
          {"Records":[{"body":"x"}]}                    | Records[0].messageId: found MISSING
          {"Records":[{"messageId":"a","body":null}]}   | Records[0].body: found NULL
          """)
  void whatIsNoQueueEventIsRefusedByName(String event, String problem) {
    assertThatThrownBy(() ->
            new QueueBatch(queue, 1).run(bytes(event), response, lines.log(), _ -> new Done()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }

  private BatchSummary run(List<String> bodies) throws Exception {
    return new QueueBatch(queue, 4)
        .run(
            event(bodies),
            response,
            lines.log(),
            message ->
                switch (message.body()) {
                  case "done" -> new Done();
                  case "retry" -> new Retry("not now");
                  case "throw" -> throw new IOException("it broke");
                  case "error" -> throw new StackOverflowError();
                  default -> new Reject("because");
                });
  }

  private List<String> failures() throws Exception {
    List<String> ids = new ArrayList<>();
    JSON.readTree(response.toByteArray())
        .path("batchItemFailures")
        .forEach(failure -> ids.add(failure.path("itemIdentifier").asText()));
    return ids;
  }

  private static InputStream event(List<String> bodies) {
    ObjectNode event = JSON.createObjectNode();
    ArrayNode records = event.putArray("Records");
    for (int i = 0; i < bodies.size(); i++) {
      records.addObject().put("messageId", "m" + i).put("body", bodies.get(i));
    }
    return bytes(event.toString());
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
