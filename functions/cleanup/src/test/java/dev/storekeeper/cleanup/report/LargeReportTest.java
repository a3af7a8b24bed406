package dev.storekeeper.cleanup.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.storekeeper.cleanup.plan.Manifest;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.cleanup.plan.Totals;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeReportTest {
  private static final int ROWS = 200_000;

  @TempDir Path folder;

  @Test
  void ofManyRowsOnlyThoseThatAreListedAreKept() throws Exception {
    Fixture fixture = new Fixture(folder);
    fixture.plan("now", List.of(), "");
    Manifest manifest =
        Fixture.manifest("now", List.of(new Manifest.Part("releases", List.of(), 0, 0, 0)));
    Plan plan =
        Fixture.plan(
            "now", new Totals(1, ROWS, ROWS, ROWS / 2, ROWS / 2, ROWS / 2, 0, 0, 1_000_000));
    List<WeakReference<Row>> rows = new ArrayList<>();
    int[] passed = new int[1];

    RowSource source =
        visitor -> {
          for (int i = 0; i < ROWS; i++) {
            Row row =
                i % 2 == 0
                    ? Samples.goes("releases", "package-" + i, "1", 1)
                    : Samples.stays("releases", "package-" + i, "1");
            rows.add(new WeakReference<>(row));
            visitor.visit(row);
            passed[0]++;
          }
          System.gc();
        };
    Sums sums = new Sums(plan, manifest, new Schedule(plan, fixture.policy), none().comparing());
    source.forEach(sums::add);

    assertThat(passed[0]).isEqualTo(ROWS);
    assertThat(rows.stream().filter(row -> row.get() != null).count())
        .isBetween((long) Sums.MAX_LISTED, Sums.MAX_LISTED + 10L);
    assertThat(sums.summary(fixture.policy.limits(), List.of(), "").going().count())
        .isEqualTo(ROWS / 2);
  }

  @Test
  void whatIsNotListedIsCounted() throws Exception {
    Fixture fixture = new Fixture(folder);
    fixture.plan("now", List.of(), "");
    int all = Sums.MAX_LISTED + 500;
    Manifest manifest =
        Fixture.manifest("now", List.of(new Manifest.Part("releases", List.of(), 0, 0, 0)));
    Plan plan = Fixture.plan("now", new Totals(1, all, all, all, all, all, 0, 0, 0));
    RowSource source =
        visitor -> {
          for (int i = 0; i < all; i++) {
            visitor.visit(Samples.goes("releases", "package-" + i, "1", 1));
          }
        };

    fixture.writer().write(plan, manifest, source, none());

    JsonNode selected = new JsonMapper().readTree(fixture.json("now")).path("selected");
    assertThat(selected.path("count").asInt()).isEqualTo(all);
    assertThat(selected.path("listed")).hasSize(Sums.MAX_LISTED);
    assertThat(Pages.column(Pages.parse(fixture.html("now")), "Versions that go", "Package"))
        .hasSize(Removals.MAX_LISTED);
    assertThat(fixture.html("now")).contains("and 8,500 more in versions.csv.gz");
    assertThat(CsvReader.read(fixture.csv("now"))).hasSize(all + 1);
  }

  private static ReportWriter.Previous none() {
    return new ReportWriter.Previous(Optional.empty(), "");
  }
}
