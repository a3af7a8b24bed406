package dev.storekeeper.cleanup.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.cleanup.plan.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparingTest {
  @Test
  void differencesAreFoundWhateverTheOrder() throws Exception {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      List<Row> before = new ArrayList<>();
      List<Row> now = new ArrayList<>();
      Set<String> goneOrStays = new HashSet<>();
      Set<String> newly = new HashSet<>();
      long still = 0;
      long inFlight = 0;
      for (int i = 0; i < 30; i++) {
        Row goes = Samples.goes("releases", "p" + i, "1", 1);
        boolean wasSelected = random.nextBoolean();
        before.add(wasSelected ? goes : Samples.stays("releases", "p" + i, "1"));
        switch (random.nextInt(4)) {
          case 0 -> {
            now.add(goes);
            still += wasSelected ? 1 : 0;
            if (!wasSelected) {
              newly.add("p" + i);
            }
          }
          case 1 -> {
            now.add(Samples.inFlight(goes, "HIDDEN"));
            inFlight += wasSelected ? 1 : 0;
          }
          case 2 -> {
            now.add(Samples.stays("releases", "p" + i, "1"));
            if (wasSelected) {
              goneOrStays.add("stays p" + i);
            }
          }
          default -> {
            if (wasSelected) {
              goneOrStays.add("gone p" + i);
            }
          }
        }
      }
      Collections.shuffle(before, random);
      Collections.shuffle(now, random);

      Comparing comparing = Comparing.with("before", rows(before), 100).orElseThrow();
      now.forEach(comparing::add);
      Comparison.Changes changes = comparing.end();

      assertThat(changes.still()).isEqualTo(still);
      assertThat(changes.inFlight()).isEqualTo(inFlight);
      assertThat(names("", changes.selected())).isEqualTo(newly);
      Set<String> found = names("stays ", changes.stays());
      found.addAll(names("gone ", changes.gone()));
      assertThat(found).isEqualTo(goneOrStays);
    }
  }

  @Test
  void theSameVersionOfAnotherRepositoryIsAnotherOne() throws Exception {
    Comparing comparing =
        Comparing.with("before", rows(List.of(Samples.goes("a1", "p", "1", 1))), 100).orElseThrow();
    comparing.add(Samples.goes("b1", "p", "1", 1));
    Comparison.Changes changes = comparing.end();

    assertThat(changes.selected().count()).isEqualTo(1);
    assertThat(changes.gone().count()).isEqualTo(1);
  }

  @Test
  void whatIsNotListedIsCounted() throws Exception {
    List<Row> before = new ArrayList<>();
    for (int i = 0; i < Comparing.MAX_LISTED + 7; i++) {
      before.add(Samples.goes("releases", "p" + i, "1", 1));
    }
    Comparison.Changes changes = Comparing.with("before", rows(before), 10_000).orElseThrow().end();

    assertThat(changes.gone().count()).isEqualTo(Comparing.MAX_LISTED + 7);
    assertThat(changes.gone().first()).hasSize(Comparing.MAX_LISTED);
    assertThat(changes.gone().more()).isEqualTo(7);
  }

  @Test
  void aPlanBeforeWithTooManyVersionsIsNotCompared() throws Exception {
    List<Row> before =
        List.of(
            Samples.goes("releases", "a", "1", 1),
            Samples.goes("releases", "b", "1", 1),
            Samples.stays("releases", "c", "1"));

    assertThat(Comparing.with("before", rows(before), 2)).isPresent();
    assertThat(Comparing.with("before", rows(before), 1)).isEmpty();
  }

  private static RowSource rows(List<Row> rows) {
    return visitor -> {
      for (Row row : rows) {
        visitor.visit(row);
      }
    };
  }

  private static Set<String> names(String prefix, Listed<Comparison.Change> changes) {
    Set<String> names = new HashSet<>();
    changes.first().forEach(change -> names.add(prefix + change.version().coordinates().name()));
    return names;
  }
}
