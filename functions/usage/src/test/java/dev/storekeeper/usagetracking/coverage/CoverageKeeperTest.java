package dev.storekeeper.usagetracking.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.lambda.FakeContext;
import dev.storekeeper.lambda.Invocation;
import dev.storekeeper.ledger.LedgerRecord;
import dev.storekeeper.usage.Coverage;
import dev.storekeeper.usage.DomainPackage;
import dev.storekeeper.usage.InMemoryUsage;
import dev.storekeeper.usage.trail.Chain;
import dev.storekeeper.usage.trail.InMemoryTrailJournal;
import dev.storekeeper.usagetracking.RecordedLedger;
import dev.storekeeper.usagetracking.SettableClock;
import dev.storekeeper.usagetracking.SimulatedTrail;
import dev.storekeeper.usagetracking.trail.LogFileProcessor;
import dev.storekeeper.usagetracking.trail.Principals;
import dev.storekeeper.usagetracking.trail.Signals;
import dev.storekeeper.usagetracking.trail.Trail;
import dev.storekeeper.usagetracking.trail.TrailObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoverageKeeperTest {
  private static final Instant START = Instant.parse("2026-03-04T00:00:00Z");
  private static final String CHAIN = "111111111111_CloudTrail-Digest_eu-west-1_audit_eu-west-1";
  private static final DomainPackage UI =
      new DomainPackage("111111111111", "acme", "npm", "", "ui");

  private final SimulatedTrail trail = new SimulatedTrail();
  private final InMemoryUsage usage = new InMemoryUsage();
  private final InMemoryTrailJournal journal = new InMemoryTrailJournal();
  private final RecordedLedger ledger = new RecordedLedger();
  private final SettableClock clock = new SettableClock(START);
  private final LogFileProcessor processor =
      new LogFileProcessor(
          trail,
          new Signals(Principals.parse("OWN", ""), Principals.parse("EXCLUDED", "")),
          usage,
          journal);
  private final CoverageKeeper keeper =
      new CoverageKeeper(new DigestFileReader(trail), processor, journal, ledger, clock);
  private final Invocation invocation =
      Invocation.start(
          new FakeContext("usage"), clock, new PrintStream(OutputStream.nullOutputStream()));
  private final Map<Integer, String> logFiles = new HashMap<>();
  private final Map<Integer, String> digests = new HashMap<>();

  @Test
  void hourByHourTheCoverageGrows() throws Exception {
    hours(1, 5);
    for (int hour = 1; hour <= 5; hour++) {
      logFileArrives(hour);
      digestArrives(hour);
      assertThat(coverage()).isEqualTo(Coverage.of(START, hour(hour)));
    }
    assertThat(usage.versions(UI).of("1.0.5").lastRead()).isPresent();
    assertThat(ledger.records()).isEmpty();
  }

  @Test
  void whatDidNotArriveIsFetched() throws Exception {
    hours(1, 30);
    digestArrives(1);
    digestArrives(30);

    assertThat(coverage()).isEqualTo(Coverage.of(START, hour(30)));
    assertThat(usage.versions(UI).of("1.0.17").lastRead()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void inWhateverOrderAndHoweverOftenFilesComeTheCoverageIsTheSame(long seed) throws Exception {
    hours(1, 40);
    digestArrives(1);
    Random random = new Random(seed);
    List<Integer> arrivals = new ArrayList<>();
    for (int hour = 1; hour <= 40; hour++) {
      arrivals.addAll(List.of(hour, -hour, hour));
    }
    Collections.shuffle(arrivals, random);
    Instant until = START;
    for (int arrival : arrivals) {
      if (arrival > 0) {
        digestArrives(arrival);
      } else {
        logFileArrives(-arrival);
      }
      assertThat(coverage().until().orElseThrow()).isAfterOrEqualTo(until);
      until = coverage().until().orElseThrow();
    }
    assertThat(coverage()).isEqualTo(Coverage.of(START, hour(40)));
    assertThat(ledger.records()).isEmpty();
  }

  @Test
  void aMissingLogFileIsWaitedForUntilTheDeadlineAndThenTheCoverageBeginsBehindIt()
      throws Exception {
    hours(1, 5);
    trail.delete(logFileOf(3));
    for (int hour = 1; hour <= 5; hour++) {
      digestArrives(hour);
    }
    assertThat(coverage()).isEqualTo(Coverage.of(START, hour(2)));
    clock.set(hour(3).plus(Duration.ofDays(1)));
    keeper.followAll(invocation);
    assertThat(coverage()).isEqualTo(Coverage.of(START, hour(2)));
    assertThat(ledger.records()).isEmpty();

    clock.set(hour(3).plus(Duration.ofDays(1)).plusSeconds(1));
    keeper.followAll(invocation);
    keeper.followAll(invocation);
    assertThat(coverage()).isEqualTo(Coverage.of(hour(3), hour(5)));
    assertRestart("missing", hour(3));
  }

  @Test
  void aChangedLogFileBreaksTheCoverageAtOnce() throws Exception {
    hours(1, 4);
    trail.put(logFileOf(2), "{\"Records\":[]}");
    for (int hour = 1; hour <= 4; hour++) {
      digestArrives(hour);
    }
    assertThat(coverage()).isEqualTo(Coverage.of(hour(2), hour(4)));
    assertRestart("SHA-256", hour(2));
  }

  @Test
  void aLogFileThatIsChangedAfterItWasTakenInDoesNotMatter() throws Exception {
    hours(1, 2);
    logFileArrives(2);
    trail.put(logFileOf(2), "{\"Records\":[]}");
    digestArrives(1);
    digestArrives(2);
    assertThat(coverage()).isEqualTo(Coverage.of(START, hour(2)));
  }

  @Test
  void aLogFileThatCannotBeReadCountsAsMissing() throws Exception {
    hours(1, 1);
    trail.put(logFile(2), "no json");
    hour(2, List.of(logFileOf(2)));
    hours(3, 4);
    clock.set(hour(60));
    for (int hour = 1; hour <= 4; hour++) {
      digestArrives(hour);
    }
    assertThat(coverage()).isEqualTo(Coverage.of(hour(2), hour(4)));
    assertRestart("not JSON", hour(2));
  }

  @Test
  void aMissingDigestIsWaitedForAndThenTheCoverageBeginsBehindIt() throws Exception {
    hours(1, 5);
    trail.delete(digestOf(3));
    digestArrives(1);
    digestArrives(2);
    digestArrives(4);
    digestArrives(5);
    assertThat(coverage()).isEqualTo(Coverage.of(START, hour(2)));

    clock.set(hour(4).plus(Duration.ofDays(1)).plusSeconds(1));
    keeper.followAll(invocation);
    assertThat(coverage()).isEqualTo(Coverage.of(hour(3), hour(5)));
    assertRestart("missing", hour(3));
  }

  @Test
  void aChangedDigestBreaksTheCoverage() throws Exception {
    hours(1, 2);
    trail.put(digestOf(2), trail.content(digestOf(2)).replace("v1", "v2") + " ");
    digestArrives(1);
    digestArrives(2);
    hours(3, 4);
    trail.put(
        digestOf(3),
        trail.content(digestOf(3)).replaceFirst("HashValue\":\"[0-9a-f]{4}", "HashValue\":\"0000"));
    digestArrives(3);
    assertRestart("was changed", hour(2));
    assertThat(coverage()).isEqualTo(Coverage.of(hour(2), hour(3)));
  }

  @Test
  void loggingThatWasStoppedBreaksTheCoverage() throws Exception {
    hours(1, 2);
    trail.restart();
    hours(9, 10);
    for (int hour : new int[] {1, 2, 9, 10}) {
      digestArrives(hour);
    }
    assertThat(coverage()).isEqualTo(Coverage.of(hour(8), hour(10)));
    assertRestart("stopped", hour(8));
  }

  @Test
  void aTrailThatRecordsNoReadsProvesNothing() throws Exception {
    for (int hour = 1; hour <= 20; hour++) {
      hour(hour, List.of());
      digestArrives(hour);
    }
    assertThat(coverage()).isEqualTo(Coverage.NONE);
    assertThat(ledger.records()).isEmpty();

    hours(21, 22);
    digestArrives(21);
    digestArrives(22);
    assertThat(coverage()).isEqualTo(Coverage.of(hour(20), hour(22)));
  }

  @Test
  void aTrailThatRecordsReadsNoMoreBreaksTheCoverage() throws Exception {
    hours(1, 2);
    digestArrives(1);
    digestArrives(2);
    for (int hour = 3; hour <= 9; hour++) {
      hour(hour, List.of());
      digestArrives(hour);
    }
    assertThat(coverage()).isEqualTo(Coverage.NONE);
    assertRestart("event selectors", hour(9));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void whateverIsLostTheCoverageBeginsBehindIt(long seed) throws Exception {
    Random random = new Random(seed);
    hours(1, 60);
    int lastBad = 0;
    for (int hour = 2; hour <= 57; hour++) {
      switch (random.nextInt(12)) {
        case 0 -> trail.delete(digestOf(hour));
        case 1 -> trail.delete(logFileOf(hour));
        case 2 -> trail.put(logFileOf(hour), "{\"Records\":[]}");
        default -> {
          continue;
        }
      }
      lastBad = hour;
    }
    List<Integer> arrivals = new ArrayList<>(IntStream.rangeClosed(1, 60).boxed().toList());
    Collections.shuffle(arrivals, random);
    digestArrives(1);
    for (int hour : arrivals) {
      keeper.arrived(new TrailObject.DigestFile(digestOf(hour), CHAIN), invocation);
    }
    clock.set(hour(60).plus(Duration.ofDays(2)));
    keeper.follow(CHAIN, invocation);
    keeper.follow(CHAIN, invocation);

    assertThat(coverage()).isEqualTo(Coverage.of(hour(lastBad), hour(60)));
  }

  @Test
  void manyMissingLogFilesAreFetchedInSeveralRuns() throws Exception {
    List<String> files = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      files.add(trail.logFile(START, "many-" + i, List.of(Trail.assetRead(START, "2.0." + i))));
    }
    hour(1, files);
    digestArrives(1);
    assertThat(coverage()).isEqualTo(Coverage.NONE);
    keeper.follow(CHAIN, invocation);
    keeper.follow(CHAIN, invocation);
    assertThat(coverage()).isEqualTo(Coverage.of(START, hour(1)));
  }

  @Test
  void aBucketThatDoesNotAnswerIsNotAnEmptyOne() throws Exception {
    hours(1, 2);
    digestArrives(1);
    trail.broken(true);
    clock.set(hour(100));
    assertThatThrownBy(() -> digestArrives(2)).isInstanceOf(IOException.class);
    trail.broken(false);
    digestArrives(2);
    assertThat(coverage()).isEqualTo(Coverage.of(START, hour(2)));
    assertThat(ledger.records()).isEmpty();
  }

  private static Instant hour(int hours) {
    return START.plus(Duration.ofHours(hours));
  }

  /** Delivers hours, each with one log file that holds a read of version 1.0.hour. */
  private void hours(int first, int last) {
    for (int hour = first; hour <= last; hour++) {
      hour(hour, List.of(logFile(hour)));
    }
  }

  private void hour(int hour, List<String> files) {
    digests.put(hour, trail.digest(hour(hour), files));
  }

  private String logFile(int hour) {
    ObjectNode read = Trail.assetRead(hour(hour).minusSeconds(600), "1.0." + hour);
    String key = trail.logFile(hour(hour), "log-" + hour, List.of(read));
    logFiles.put(hour, key);
    return key;
  }

  private String logFileOf(int hour) {
    return logFiles.getOrDefault(hour, "");
  }

  private String digestOf(int hour) {
    return digests.getOrDefault(hour, "");
  }

  private void logFileArrives(int hour) throws Exception {
    processor.processOnce(logFileOf(hour), invocation);
  }

  private void digestArrives(int hour) throws Exception {
    assertThat(keeper.arrived(new TrailObject.DigestFile(digestOf(hour), CHAIN), invocation))
        .isTrue();
  }

  private Coverage coverage() {
    return Coverage.union(journal.chains().stream().map(Chain::coverage).toList());
  }

  private void assertRestart(String reason, Instant at) {
    assertThat(ledger.records()).hasSize(1);
    LedgerRecord record = ledger.records().getFirst();
    assertThat(record.type()).isEqualTo("usage.coverage-restarted");
    assertThat(record.stream()).isEqualTo("usage/coverage");
    assertThat(record.data().path("reason").asText()).contains(reason);
    assertThat(record.data().path("restartsAt").asText()).isEqualTo(at.toString());
  }
}
