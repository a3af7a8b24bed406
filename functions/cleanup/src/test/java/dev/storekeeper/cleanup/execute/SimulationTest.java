package dev.storekeeper.cleanup.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SimulationTest {
  private static final int HISTORIES = 4000;

  @Test
  void nothingThatIsKeptIsTouchedAndEverythingEnds() throws Exception {
    Map<String, Integer> changes = new HashMap<>();
    for (long seed = 0; seed < HISTORIES; seed++) {
      History history = new History(seed);
      history.run();
      history.changes().forEach((what, count) -> changes.merge(what, count, Integer::sum));
    }
    // A simulation in which nothing happens proves nothing.
    assertThat(changes.getOrDefault("Archived", 0)).isGreaterThan(HISTORIES / 10);
    assertThat(changes.getOrDefault("Deleted", 0)).isGreaterThan(HISTORIES / 20);
    assertThat(changes.getOrDefault("restored", 0)).isGreaterThan(HISTORIES / 20);
    assertThat(changes.getOrDefault("Unlisted", 0)).isGreaterThan(HISTORIES / 100);
  }
}
