package dev.storekeeper.usagetracking.coverage;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A trail whose digests are followed: hour by hour one log file with one read. */
abstract class FollowedTrail {
  static final Instant START = Instant.parse("2026-03-04T00:00:00Z");
  static final String CHAIN = "111111111111_CloudTrail-Digest_eu-west-1_audit_eu-west-1";
  static final DomainPackage UI = new DomainPackage("111111111111", "acme", "npm", "", "ui");

  final SimulatedTrail trail = new SimulatedTrail();
  final InMemoryUsage usage = new InMemoryUsage();
  final InMemoryTrailJournal journal = new InMemoryTrailJournal();
  final RecordedLedger ledger = new RecordedLedger();
  final SettableClock clock = new SettableClock(START);
  final LogFileProcessor processor =
      new LogFileProcessor(
          trail,
          new Signals(Principals.parse("OWN", ""), Principals.parse("EXCLUDED", "")),
          usage,
          journal);
  final CoverageKeeper keeper =
      new CoverageKeeper(new DigestFileReader(trail), processor, journal, ledger, clock);
  final Invocation invocation =
      Invocation.start(
          new FakeContext("usage"), clock, new PrintStream(OutputStream.nullOutputStream()));
  final Map<Integer, String> logFiles = new HashMap<>();
  final Map<Integer, String> digests = new HashMap<>();

  static Instant hour(int hours) {
    return START.plus(Duration.ofHours(hours));
  }

  /** Delivers hours, each with one log file that holds a read of version 1.0.hour. */
  void hours(int first, int last) {
    for (int hour = first; hour <= last; hour++) {
      hour(hour, List.of(logFile(hour)));
    }
  }

  void hour(int hour, List<String> files) {
    digests.put(hour, trail.digest(hour(hour), files));
  }

  String logFile(int hour) {
    ObjectNode read = Trail.assetRead(hour(hour).minusSeconds(600), "1.0." + hour);
    String key = trail.logFile(hour(hour), "log-" + hour, List.of(read));
    logFiles.put(hour, key);
    return key;
  }

  String logFileOf(int hour) {
    return logFiles.getOrDefault(hour, "");
  }

  String digestOf(int hour) {
    return digests.getOrDefault(hour, "");
  }

  void logFileArrives(int hour) throws Exception {
    processor.processOnce(logFileOf(hour), invocation);
  }

  void digestArrives(int hour) throws Exception {
    assertThat(keeper.arrived(new TrailObject.DigestFile(digestOf(hour), CHAIN), invocation))
        .isTrue();
  }

  Coverage coverage() {
    return Coverage.union(journal.chains().stream().map(Chain::coverage).toList());
  }

  void assertRestart(String reason, Instant at) {
    assertThat(ledger.records()).hasSize(1);
    LedgerRecord record = ledger.records().getFirst();
    assertThat(record.type()).isEqualTo("usage.coverage-restarted");
    assertThat(record.stream()).isEqualTo("usage/coverage");
    assertThat(record.data().path("reason").asText()).contains(reason);
    assertThat(record.data().path("restartsAt").asText()).isEqualTo(at.toString());
  }
}
