package dev.storekeeper.cleanup.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReclaimTableTest {
  @Test
  void itAgreesWithMapsWhateverIsAdded() {
    Random random = new Random(5);
    for (int round = 0; round < 20; round++) {
      ReclaimTable table = new ReclaimTable(1_000_000);
      Map<Long, Long> goes = new HashMap<>();
      Set<Long> stays = new HashSet<>();
      for (int i = 0; i < 10_000; i++) {
        // Many keys fall into the same slots.
        long key = (long) random.nextInt(3_000) << random.nextInt(0, 20);
        if (random.nextInt(4) == 0) {
          table.stays(key);
          stays.add(key);
        } else {
          long size = random.nextInt(1_000);
          table.goes(key, size, random.nextInt(7));
          goes.merge(key, size, Math::max);
        }
      }
      goes.keySet().removeAll(stays);

      long sum = 0;
      for (long part : table.byRepository(7).orElseThrow()) {
        sum += part;
      }
      assertThat(sum).isEqualTo(goes.values().stream().mapToLong(it -> it).sum());
    }
  }

  @Test
  void theLargestCountsForTheRepositoryThatHasIt() {
    ReclaimTable table = new ReclaimTable(10);
    table.goes(1, 100, 0);
    table.goes(1, 300, 1);
    table.goes(1, 200, 2);
    table.goes(2, 50, 0);
    table.goes(2, 50, 1);

    assertThat(table.byRepository(3))
        .hasValueSatisfying(parts -> assertThat(parts).containsExactly(50, 300, 0));
  }

  @Test
  void beyondItsBoundItSaysNothing() {
    ReclaimTable table = new ReclaimTable(2);
    table.goes(1, 1, 0);
    table.goes(2, 1, 0);
    table.goes(2, 5, 0);
    assertThat(table.byRepository(1)).isPresent();
    table.stays(3);

    assertThat(table.byRepository(1)).isEmpty();
  }
}
