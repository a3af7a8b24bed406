package dev.storekeeper.token.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.ledger.LedgerRecord;
import dev.storekeeper.token.FakeLedger;
import dev.storekeeper.token.SettableClock;
import dev.storekeeper.token.audit.DenialCounts.Kind;
import dev.storekeeper.token.state.StateUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds of every implementation of the counts, with the sweep that records them. */
abstract class DenialCountsContract {
  private static final Instant NOW = Instant.parse("2026-11-25T12:01:00Z");
  private static final Kind REJECTED = new Kind("unverified", "token_rejected");
  private static final Kind NOT_ALLOWED = new Kind("git#hub", "not_allowed");

  private final SettableClock clock = new SettableClock(NOW);
  private final FakeLedger ledger = new FakeLedger();
  private DenialCounts counts;
  private DenialSweep sweep;

  abstract DenialCounts emptyCounts(Clock clock);

  @BeforeEach
  void makeCounts() {
    counts = emptyCounts(clock);
    sweep = new DenialSweep(counts, ledger, clock);
  }

  @Test
  void kindsAreCountedApart() throws Exception {
    assertThat(counts.add(REJECTED)).isEqualTo(1);
    assertThat(counts.add(REJECTED)).isEqualTo(2);
    assertThat(counts.add(NOT_ALLOWED)).isEqualTo(1);
  }

  @Test
  void parallelRefusalsAreCountedExactly() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Future<Long>> counted = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        counted.add(threads.submit(() -> counts.add(REJECTED)));
      }
      List<Long> seen = new ArrayList<>();
      for (Future<Long> count : counted) {
        seen.add(count.get());
      }
      assertThat(seen).doesNotHaveDuplicates().contains(1L, 300L);
    }
  }

  @Test
  void aWindowIsRecordedOnceItHasEnded() throws Exception {
    counts.add(REJECTED);
    counts.add(REJECTED);
    counts.add(NOT_ALLOWED);

    sweep.run();
    assertThat(ledger.records()).isEmpty();

    clock.advance(Duration.ofMinutes(5));
    sweep.run();
    sweep.run();

    assertThat(ledger.records()).hasSize(1);
    LedgerRecord record = ledger.records().getFirst();
    ObjectNode data = record.data();
    assertThat(record.type()).isEqualTo("token.denials-counted");
    assertThat(data.path("from").asText()).isEqualTo("2026-11-25T12:00:00Z");
    assertThat(data.path("until").asText()).isEqualTo("2026-11-25T12:05:00Z");
    assertThat(data.path("total").asLong()).isEqualTo(3);
    assertThat(data.path("counts").toString())
        .isEqualTo(
            "[{\"issuer\":\"git#hub\",\"code\":\"not_allowed\",\"count\":1},"
                + "{\"issuer\":\"unverified\",\"code\":\"token_rejected\",\"count\":2}]");
  }

  @Test
  void aWindowThatHasJustEndedIsLeftAloneForAMinute() throws Exception {
    counts.add(REJECTED);
    clock.advance(Duration.ofMinutes(4).plusSeconds(30));
    sweep.run();
    assertThat(ledger.records()).isEmpty();
  }

  @Test
  void aRunThatStopsBeforeTheRecordIsMadeUpFor() throws Exception {
    counts.add(REJECTED);
    clock.advance(Duration.ofMinutes(10));
    ledger.failNext(1);
    assertThatThrownBy(() -> sweep.run()).hasMessageContaining("throttled");
    sweep.run();
    assertThat(ledger.records()).hasSize(1);
  }

  @Test
  void aRunThatStopsAfterTheRecordRecordsNothingTwice() throws Exception {
    counts.add(REJECTED);
    clock.advance(Duration.ofMinutes(10));
    DenialSweep stopping = new DenialSweep(new StoppingCounts(counts), ledger, clock);
    assertThatThrownBy(stopping::run).hasMessage("stopped");
    assertThatThrownBy(stopping::run).hasMessage("stopped");
    sweep.run();
    sweep.run();
    assertThat(ledger.records()).hasSize(1);
  }

  @Test
  void whatIsCountedAfterTheClosingGoesToTheNextWindow() throws Exception {
    counts.add(REJECTED);
    counts.close(Window.of(NOW));
    counts.add(REJECTED);
    counts.add(REJECTED);
    clock.advance(Duration.ofMinutes(15));
    sweep.run();
    assertThat(ledger.records())
        .extracting(record -> record.data().path("total").asLong())
        .containsExactly(1L, 2L);
  }

  @Test
  void aStragglerDoesNotReopenAClearedWindow() throws Exception {
    counts.add(REJECTED);
    clock.advance(Duration.ofMinutes(10));
    sweep.run();
    clock.advance(Duration.ofMinutes(-10));
    counts.add(REJECTED);
    clock.advance(Duration.ofMinutes(20));
    sweep.run();
    assertThat(ledger.records())
        .extracting(record -> record.data().path("total").asLong())
        .containsExactly(1L, 1L);
  }

  @Test
  void windowsAreMadeUpForAfterDaysWithoutARun() throws Exception {
    for (int hour = 0; hour < 30; hour++) {
      counts.add(REJECTED);
      clock.advance(Duration.ofHours(1));
    }
    assertThat(sweep.run()).isEqualTo(30);
    assertThat(ledger.records()).hasSize(30);
  }

  /** Counts that stop before anything is cleared. */
  private record StoppingCounts(DenialCounts counts) implements DenialCounts {
    @Override
    public long add(Kind kind) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Window lastEnded() {
      return counts.lastEnded();
    }

    @Override
    public List<Window> ended(Window last) throws StateUnavailableException {
      return counts.ended(last);
    }

    @Override
    public SortedMap<Kind, Long> close(Window window) throws StateUnavailableException {
      return counts.close(window);
    }

    @Override
    public void clear(Window window) {
      throw new IllegalStateException("stopped");
    }

    @Override
    public void advance(Window window) {
      throw new UnsupportedOperationException();
    }
  }
}
