package dev.storekeeper.cleanup.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RepositorySimulationTest {
  private static final int HISTORIES = 2000;

  @Test
  void whateverHappensTheInterlockIsClosedAndWhatIsKeptIsAsItWas() throws Exception {
    Map<RepositoryState, Integer> ends = new EnumMap<>(RepositoryState.class);
    for (long seed = 0; seed < HISTORIES; seed++) {
      try {
        ends.merge(new RepositoryHistory(seed).run(), 1, Integer::sum);
      } catch (AssertionError e) {
        throw new AssertionError("history " + seed + ": " + e.getMessage(), e);
      }
    }
    // A simulation in which nothing happens proves nothing.
    assertThat(ends.getOrDefault(RepositoryState.DELETED, 0)).isGreaterThan(HISTORIES / 10);
    assertThat(ends.getOrDefault(RepositoryState.KEPT, 0)).isGreaterThan(HISTORIES / 10);
  }
}
