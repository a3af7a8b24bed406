package dev.storekeeper.sandbox.runtime.lambda.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.lambda.FakeStream;
import dev.storekeeper.sandbox.runtime.lambda.TestStack;
import dev.storekeeper.sandbox.runtime.lambda.host.Properties;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How streams are read. Calls are written as the sequence numbers of their records. */
final class StreamReaderTest {
  private static final Failure FAILURE = new Failure("request", 200, "Unhandled", "boom");
  private static final StreamSettings SETTINGS =
      new StreamSettings(
          4,
          Duration.ZERO,
          OptionalInt.empty(),
          Optional.empty(),
          false,
          false,
          Duration.ofMillis(5),
          Duration.ofMillis(1));

  @TempDir Path state;
  private final VirtualClock clock = new VirtualClock(Clock.systemUTC());
  private final FakeStream stream = new FakeStream();
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private final List<String> discarded = Collections.synchronizedList(new ArrayList<>());
  private final List<String> problems = Collections.synchronizedList(new ArrayList<>());
  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    stopReaders();
    clock.close();
  }

  @Test
  void batchesComeInOrderAndOnce() {
    records(10);
    start(SETTINGS, numbers -> new StreamHandler.Result.Done());
    awaitCalls(3);
    assertThat(calls).containsExactly("1 2 3 4", "5 6 7 8", "9 10");
  }

  @Test
  void failedBatchIsTriedAgainBeforeTheNext() {
    records(6);
    start(SETTINGS, numbers -> calls.size() < 3 ? failed(0) : new StreamHandler.Result.Done());
    awaitCalls(4);
    assertThat(calls).containsExactly("1 2 3 4", "1 2 3 4", "1 2 3 4", "5 6");
  }

  @Test
  void partialFailureGoesOnAtTheFirstThatFailedAndCountsItsOwnAttempts() {
    records(4);
    start(
        with(SETTINGS, 2, false),
        numbers -> numbers.getFirst().equals("1") ? failed(2) : failed(0));
    TestStack.await(() -> !discarded.isEmpty());
    assertThat(calls).containsExactly("1 2 3 4", "3 4", "3 4");
    assertThat(discarded).containsExactly("3 4 RetryAttemptsExhausted after 3 (boom)");
  }

  @Test
  void bisectFindsTheOneThatFailsWithoutCountingSplits() {
    records(4);
    start(
        with(SETTINGS, 1, true),
        numbers -> numbers.contains("3") ? failed(0) : new StreamHandler.Result.Done());
    TestStack.await(() -> position().equals("4"));
    assertThat(calls).containsExactly("1 2 3 4", "1 2", "3 4", "3", "3", "4");
    assertThat(discarded).containsExactly("3 RetryAttemptsExhausted after 2 (boom)");
  }

  @Test
  void noRetriesMeansOneAttempt() {
    records(1);
    start(with(SETTINGS, 0, false), numbers -> failed(0));
    TestStack.await(() -> position().equals("1"));
    assertThat(calls).hasSize(1);
    assertThat(discarded).containsExactly("1 RetryAttemptsExhausted after 1 (boom)");
  }

  @Test
  void throttlesDoNotCountAsAttempts() {
    records(2);
    start(
        with(SETTINGS, 0, false),
        numbers -> {
          if (calls.size() < 4) {
            throw new AwsException(429, "TooManyRequestsException", "Rate Exceeded.");
          }
          return new StreamHandler.Result.Done();
        });
    awaitCalls(4);
    TestStack.await(() -> position().equals("2"));
    assertThat(discarded).isEmpty();
    assertThat(problems).hasSize(3);
  }

  @Test
  void refusalForGoodCountsAsAnAttempt() {
    records(1);
    start(
        with(SETTINGS, 1, false),
        numbers -> {
          throw new AwsException(403, "AccessDenied", "no");
        });
    TestStack.await(() -> !discarded.isEmpty());
    assertThat(discarded).containsExactly("1 RetryAttemptsExhausted after 2 (AccessDenied: no)");
  }

  @Test
  void recordsThatAreTooOldAreDiscardedUntried() {
    Instant now = clock.instant();
    stream.add("a", now.minusSeconds(400)).add("a", now.minusSeconds(301)).add("a", now);
    start(aged(Duration.ofMinutes(5)), numbers -> new StreamHandler.Result.Done());
    awaitCalls(1);
    assertThat(calls).containsExactly("3");
    assertThat(discarded).containsExactly("1 2 RecordAgeExceeded after 0 ()");
  }

  @Test
  void failingRecordIsDiscardedOnceItIsTooOld() {
    stream.add("a", clock.instant());
    start(aged(Duration.ofMinutes(5)), numbers -> failed(0));
    awaitCalls(2);
    clock.advance(Duration.ofSeconds(302));
    TestStack.await(() -> !discarded.isEmpty());
    assertThat(discarded.getFirst()).startsWith("1 RecordAgeExceeded after ").endsWith("(boom)");
  }

  @Test
  void filterDropsRecordsAndThePositionPassesThem() {
    stream.add("a", Instant.EPOCH).add("b", Instant.EPOCH).add("a", Instant.EPOCH);
    stream.add("b", Instant.EPOCH).add("b", Instant.EPOCH);
    start(
        SETTINGS,
        "{\\\"dynamodb\\\":{\\\"NewImage\\\":{\\\"kind\\\":{\\\"S\\\":[\\\"a\\\"]}}}}",
        numbers -> new StreamHandler.Result.Done());
    TestStack.await(() -> position().equals("5"));
    assertThat(calls).containsExactly("1 3");
  }

  @Test
  void restartGoesOnAfterWhatWasDoneEvenInsideABatch() throws InterruptedException {
    records(4);
    start(SETTINGS, numbers -> numbers.getFirst().equals("1") ? failed(2) : failed(0));
    awaitCalls(3);
    stopReaders();
    assertThat(position()).isEqualTo("2");
    calls.clear();
    start(SETTINGS, numbers -> new StreamHandler.Result.Done());
    awaitCalls(1);
    assertThat(calls).containsExactly("3 4");
  }

  @Test
  void latestSkipsWhatIsThereAtTheFirstStartOnly() throws InterruptedException {
    records(3);
    StreamSettings latest =
        new StreamSettings(
            4,
            Duration.ZERO,
            OptionalInt.empty(),
            Optional.empty(),
            false,
            true,
            Duration.ofMillis(5),
            Duration.ofMillis(1));
    start(latest, numbers -> new StreamHandler.Result.Done());
    TestStack.await(() -> position().equals("3"));
    records(1);
    // A reader that is stopped between a batch and its position would read the batch again.
    TestStack.await(() -> position().equals("4"));
    stopReaders();
    records(1);
    start(latest, numbers -> new StreamHandler.Result.Done());
    awaitCalls(2);
    assertThat(calls).containsExactly("4", "5");
  }

  @Test
  void windowGathersABatchUntilItEndsInVirtualTime() {
    StreamSettings gathering =
        new StreamSettings(
            4,
            Duration.ofSeconds(60),
            OptionalInt.empty(),
            Optional.empty(),
            false,
            false,
            Duration.ofMillis(5),
            Duration.ofMillis(1));
    records(1);
    start(gathering, numbers -> new StreamHandler.Result.Done());
    TestStack.await(() -> !position().equals("none"));
    records(1);
    TestStack.await(() -> {
      clock.advance(Duration.ofSeconds(1));
      return !calls.isEmpty();
    });
    records(4);
    awaitCalls(2);
    assertThat(calls).containsExactly("1 2", "3 4 5 6");
  }

  @Test
  void damagedPositionFileIsToldAndNothingIsSkipped() throws IOException, InterruptedException {
    records(1);
    start(SETTINGS, numbers -> new StreamHandler.Result.Done());
    TestStack.await(() -> position().equals("1"));
    stopReaders();
    Files.writeString(file(), "{");
    start(SETTINGS, numbers -> new StreamHandler.Result.Done());
    TestStack.await(() -> problems.stream().anyMatch(problem -> problem.contains("is damaged")));
    assertThat(calls).hasSize(1);
  }

  @Test
  void settingsNameWhatIsWrong() {
    for (String[] each :
        new String[][] {
          {"{}", "StartingPosition: found nothing, expected a string"},
          {"{\"StartingPosition\":\"AT_TIMESTAMP\"}", "LATEST or TRIM_HORIZON"},
          {"{\"StartingPosition\":\"LATEST\",\"BatchSize\":0}", "BatchSize: found 0"},
          {
            "{\"StartingPosition\":\"LATEST\",\"MaximumRecordAgeInSeconds\":5}",
            "MaximumRecordAgeInSeconds: found 5"
          }
        }) {
      assertThatThrownBy(
              () -> StreamSettings.of(new Properties("M", TestStack.json(each[0])), false))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("resource M, property ")
          .hasMessageContaining(each[1]);
    }
  }

  private void records(int count) {
    for (int i = 0; i < count; i++) {
      stream.add("a", clock.instant());
    }
  }

  private static StreamHandler.Result failed(int first) {
    return new StreamHandler.Result.FailedFrom(first, FAILURE);
  }

  private static StreamSettings with(StreamSettings settings, int retries, boolean bisect) {
    return new StreamSettings(
        settings.batchSize(),
        settings.window(),
        OptionalInt.of(retries),
        settings.maximumAge(),
        bisect,
        settings.latest(),
        settings.poll(),
        settings.retryDelay());
  }

  private static StreamSettings aged(Duration age) {
    return new StreamSettings(
        4,
        Duration.ZERO,
        OptionalInt.empty(),
        Optional.of(age),
        false,
        false,
        Duration.ofMillis(5),
        Duration.ofMillis(1));
  }

  private void start(
      StreamSettings settings, Function<List<String>, StreamHandler.Result> answers) {
    start(settings, "", answers);
  }

  private void start(
      StreamSettings settings,
      String pattern,
      Function<List<String>, StreamHandler.Result> answers) {
    String criteria =
        pattern.isEmpty() ? "{}" : "{\"Filters\":[{\"Pattern\":\"" + pattern + "\"}]}";
    StreamHandler handler =
        new StreamHandler() {
          @Override
          public Result handle(List<ObjectNode> records) {
            List<String> numbers = numbers(records);
            calls.add(String.join(" ", numbers));
            return answers.apply(numbers);
          }

          @Override
          public void discard(Discarded batch) {
            discarded.add(
                String.join(" ", numbers(batch.records()))
                    + " "
                    + batch.condition()
                    + " after "
                    + batch.attempts()
                    + " ("
                    + batch.failure().map(Failure::message).orElse("")
                    + ")");
          }
        };
    StreamReader reader =
        new StreamReader(
            stream,
            new PositionFile(state, "reader", FakeStream.ARN),
            settings,
            EventFilter.of("M", TestStack.json(criteria)),
            handler,
            clock,
            problems::add);
    threads.add(Thread.ofVirtual().start(reader));
  }

  private void stopReaders() throws InterruptedException {
    for (Thread thread : threads) {
      thread.interrupt();
      thread.join();
    }
    threads.clear();
  }

  private void awaitCalls(int count) {
    TestStack.await(() -> calls.size() >= count);
  }

  private String position() {
    try {
      return Files.exists(state.resolve("positions"))
          ? TestStack.json(Files.readString(file())).path("position").asText()
          : "none";
    } catch (IOException e) {
      return "none";
    }
  }

  private Path file() throws IOException {
    try (var files = Files.list(state.resolve("positions"))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .findFirst()
          .orElseThrow(() -> new IOException("no position yet"));
    }
  }

  private static List<String> numbers(List<ObjectNode> records) {
    return records.stream().map(Discarded::sequenceNumber).toList();
  }
}
