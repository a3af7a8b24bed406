package dev.storekeeper.cleanup.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.scan.WorkResult;
import dev.storekeeper.lambda.Log;
import dev.storekeeper.lambda.MessageOutcome;
import dev.storekeeper.lambda.QueueMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

final class ConsumerTest {
  private final List<SendMessageRequest> sent = new ArrayList<>();
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private boolean queueAnswers = true;
  private int asked;

  /** Seconds of delay grow by twenty with each attempt, to a quarter of an hour. */
  @ParameterizedTest
  @CsvSource({"0, 20", "1, 40", "17, 360", "43, 880", "44, 900", "119, 900"})
  void whatHasToComeAgainIsSentLaterAndLater(int attempt, int delay) throws Exception {
    assertThat(handle(attempt, work -> new WorkResult.Again("busy")))
        .isInstanceOf(MessageOutcome.Done.class);
    assertThat(sent.getFirst().delaySeconds()).isEqualTo(delay);
    assertThat(Envelope.read(sent.getFirst().messageBody()).orElseThrow().attempt())
        .isEqualTo(attempt + 1);
  }

  @Test
  void whatFailsComesAgainAsWellAndTheFailureIsLogged() throws Exception {
    for (Exception failure :
        List.of(new IOException("no bucket"), new IllegalStateException("no ledger"))) {
      sent.clear();
      assertThat(
              handle(
                  0,
                  work -> {
                    throw failure;
                  }))
          .isInstanceOf(MessageOutcome.Done.class);
      assertThat(sent).hasSize(1);
      assertThat(logged.toString(StandardCharsets.UTF_8)).contains(failure.getMessage());
    }
  }

  /** Having been busy before is no failure. */
  @ParameterizedTest
  @CsvSource({"17, 17, false", "18, 18, true", "100, 0, false", "119, 17, false"})
  void whatFailsForAnHourIsForAPerson(int attempt, int failures, boolean rejected)
      throws Exception {
    MessageOutcome outcome =
        handle(
            attempt,
            failures,
            work -> {
              throw new IOException("no bucket");
            });
    if (rejected) {
      assertThat(outcome)
          .isInstanceOfSatisfying(
              MessageOutcome.Reject.class,
              reject -> assertThat(reject.reason()).contains("no bucket"));
    }
    assertThat(sent).hasSize(rejected ? 0 : 1);
    if (!rejected) {
      Envelope next = Envelope.read(sent.getFirst().messageBody()).orElseThrow();
      assertThat(next.failures()).isEqualTo(failures + 1);
      assertThat(next.attempt()).isEqualTo(attempt + 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"119, false", "120, true"})
  void whatIsBusyForADayIsForAPerson(int attempt, boolean rejected) throws Exception {
    assertThat(
            handle(attempt, work -> new WorkResult.Again("busy")) instanceof MessageOutcome.Reject)
        .isEqualTo(rejected);
  }

  @Test
  void whatCannotBeSentAgainIsDeliveredAgain() {
    queueAnswers = false;
    assertThatThrownBy(() -> handle(0, work -> new WorkResult.Again("busy")))
        .isInstanceOf(IOException.class);
    assertThat(asked).as("once").isEqualTo(1);
    assertThatThrownBy(() ->
            handle(
                0,
                work -> {
                  throw new IOException("no bucket");
                }))
        .isInstanceOf(IOException.class);
  }

  @Test
  void anInterruptIsNoFailure() {
    assertThatThrownBy(() ->
            handle(
                0,
                work -> {
                  throw new InterruptedException("the end");
                }))
        .isInstanceOf(InterruptedException.class);
    assertThat(sent).isEmpty();
  }

  @Test
  void whatIsDoneOrRefusedIsOver() throws Exception {
    assertThat(handle(0, work -> new WorkResult.Done())).isInstanceOf(MessageOutcome.Done.class);
    assertThat(handle(0, work -> new WorkResult.Refused("no such plan")))
        .isInstanceOf(MessageOutcome.Done.class);
    assertThat(consumer(work -> new WorkResult.Done()).handle(new QueueMessage("1", "{}"), log()))
        .isInstanceOf(MessageOutcome.Reject.class);
    assertThat(sent).isEmpty();
  }

  private MessageOutcome handle(int attempt, Consumer.Worker worker)
      throws IOException, InterruptedException {
    return handle(attempt, 0, worker);
  }

  private MessageOutcome handle(int attempt, int failures, Consumer.Worker worker)
      throws IOException, InterruptedException {
    Envelope envelope =
        new Envelope("do-work", JsonFields.object().put("work", "w"), attempt, failures);
    return consumer(worker).handle(new QueueMessage("1", envelope.write()), log());
  }

  private Consumer consumer(Consumer.Worker worker) {
    return new Consumer(new WorkQueue(new FakeSqs(), "https://queue"), worker);
  }

  private Log log() {
    PrintStream out = new PrintStream(logged, true, StandardCharsets.UTF_8);
    return new Log(out, Clock.systemUTC(), "cleanup", "request-1");
  }

  private final class FakeSqs implements SqsClient {
    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      asked++;
      if (!queueAnswers) {
        throw SdkClientException.create("no answer");
      }
      sent.add(request);
      return SendMessageResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }
}
