package dev.storekeeper.usage.trail;

import static dev.storekeeper.usage.trail.Digests.CHAIN;
import static dev.storekeeper.usage.trail.Digests.ending;
import static dev.storekeeper.usage.trail.Digests.file;
import static dev.storekeeper.usage.trail.Digests.hour;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every journal does, whatever it keeps its entries in. */
public abstract class TrailJournalContract {
  private TrailJournal journal;

  protected abstract TrailJournal emptyJournal();

  @BeforeEach
  void start() {
    journal = emptyJournal();
  }

  @Test
  void logFilesAreFoundAsTheyWereTakenIn() {
    Set<String> objects =
        IntStream.range(0, 250).mapToObj(i -> file(i).object()).collect(Collectors.toSet());
    for (int i = 0; i < 240; i++) {
      journal.processed(new ProcessedLogFile(file(i), i % 2 == 0));
    }
    journal.processed(new ProcessedLogFile(new TrailFile(file(3).object(), "e".repeat(64)), true));

    Map<String, ProcessedLogFile> found = journal.processed(objects);
    assertThat(found).hasSize(240).doesNotContainKey(file(240).object());
    assertThat(found).containsEntry("digest-2", new ProcessedLogFile(file(2), true));
    assertThat(found)
        .containsEntry(
            "digest-3", new ProcessedLogFile(new TrailFile("digest-3", "e".repeat(64)), true));
    assertThat(journal.processed(Set.of())).isEmpty();
  }

  @Test
  void digestsComeByTheirEndHoweverTheyArrive() {
    for (int hour : new int[] {5, 2, 9, 3, 2, 10}) {
      journal.seen(ending(hour));
    }

    assertThat(journal.digestsAfter(CHAIN, hour(2), 3))
        .containsExactly(ending(3), ending(5), ending(9));
    assertThat(journal.digestsAfter(CHAIN, hour(0), 1)).containsExactly(ending(2));
    assertThat(journal.digestsAfter(CHAIN, hour(10), 1)).isEmpty();
    assertThat(journal.digestsAfter("other", hour(0), 1)).isEmpty();
  }

  @Test
  void aChainIsSavedOnceForEachRevision() {
    Chain begun = Chain.startingAt(ending(1));
    assertThat(journal.chain(CHAIN)).isEmpty();
    assertThat(journal.save(begun)).isTrue();
    assertThat(journal.save(begun)).isFalse();

    Chain stored = journal.chain(CHAIN).orElseThrow();
    assertThat(journal.save(stored.take(ending(1), true))).isTrue();
    assertThat(journal.save(stored.take(ending(1), false))).isFalse();
    Chain taken = journal.chain(CHAIN).orElseThrow();
    assertThat(taken.head()).contains(file(1));
    assertThat(taken.readsUntil()).contains(hour(1));
    assertThat(taken.since()).isEqualTo(hour(0));
    assertThat(journal.chains()).containsExactly(taken);
  }

  @Test
  void theBeginningOfTrackingIsRememberedOnce() {
    assertThat(journal.trackingSince(hour(5))).isEqualTo(hour(5));
    assertThat(journal.trackingSince(hour(9))).isEqualTo(hour(5));
  }
}
