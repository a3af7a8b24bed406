package dev.storekeeper.cleanup.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.Totals;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ReportWriterTest {
  private static final String REMOVED =
      "{\"repository\":\"attic\",\"outcome\":\"SELECTED\",\"policy\":\"stale\",\"reason\":\"empty\"},"
          + "{\"repository\":\"releases\",\"outcome\":\"NOT_SELECTED\",\"rule\":\"\",\"reason\":\"used\"}";
  private static final List<String> BEFORE_AND_NOW = List.of("before", "now");

  @TempDir Path folder;

  @Test
  void aSmallPlanGivesTheGoldenFiles() throws Exception {
    Fixture fixture = new Fixture(folder);
    writeBoth(fixture);

    assertThat(fixture.json("now") + "\n").isEqualTo(golden("report.json"));
    assertThat(fixture.csv("now")).isEqualTo(golden("versions.csv").replace("\n", "\r\n"));
  }

  @Test
  void theLinksAreThoseOfTheFilesOnceTheReportIsWritten() throws Exception {
    Fixture fixture = new Fixture(folder);
    Plan plan = fixture.plan("now", Samples.small(), REMOVED);

    assertThat(fixture.writer().links("now")).isEmpty();
    ReportLinks links = fixture.writer().write(plan, Optional.empty());

    assertThat(fixture.writer().links("now")).contains(links);
    assertThat(links.html()).endsWith("/plans/now/report/report.html");
    assertThat(links.json()).endsWith("/plans/now/report/report.json");
    assertThat(links.csv()).endsWith("/plans/now/report/versions.csv.gz");
  }

  @Test
  void allFilesHaveTheFiguresOfThePlan() throws Exception {
    Fixture fixture = new Fixture(folder);
    Plan plan = writeBoth(fixture);
    Totals totals = plan.totals();
    JsonNode json = new JsonMapper().readTree(fixture.json("now"));
    List<List<String>> csv = CsvReader.read(fixture.csv("now"));
    Document page = Pages.parse(fixture.html("now"));

    assertThat(sum(json.at("/repositories"), "versions")).isEqualTo(totals.versions());
    assertThat(csv).hasSize((int) totals.versions() + 1);
    assertThat(numbers(Pages.column(page, "Versions by repository", "Versions")))
        .isEqualTo(totals.versions());

    assertThat(json.at("/selected/count").asLong()).isEqualTo(totals.selected());
    assertThat(sum(json.at("/repositories"), "selected")).isEqualTo(totals.selected());
    assertThat(sum(json.at("/policies"), "selected")).isEqualTo(totals.selected());
    assertThat(sum(json.at("/timeline"), "deleted")).isEqualTo(totals.selected());
    assertThat(csv.stream().filter(ReportWriterTest::goes)).hasSize((int) totals.selected());
    assertThat(Pages.column(page, "Versions that go", "Package")).hasSize((int) totals.selected());
    assertThat(numbers(Pages.column(page, "Versions by repository", "Go")))
        .isEqualTo(totals.selected());

    assertThat(sum(json.at("/repositories"), "bytes")).isEqualTo(totals.bytes());
    assertThat(sum(json.at("/selected/listed"), "bytes")).isEqualTo(totals.bytes());
    assertThat(sum(json.at("/repositories"), "reclaimable")).isEqualTo(totals.reclaimable());
    assertThat(
            csv.stream()
                .filter(ReportWriterTest::goes)
                .map(line -> line.get(10))
                .filter(bytes -> !bytes.isEmpty())
                .mapToLong(Long::parseLong)
                .sum())
        .isEqualTo(totals.bytes());
    assertThat(page.getDocumentElement().getTextContent())
        .contains(Quantities.size(totals.reclaimable()), Quantities.size(totals.bytes()))
        .contains("storekeeper cleanup approve now --hash 0123456789ab")
        .contains("4 of the 6 versions of repository releases, the limit is 20 %");
  }

  @Test
  void ofARepositoryNothingIsSaidToBeFreedWhereOnlyTheWholeIsKnown() throws Exception {
    Fixture fixture = new Fixture(folder);
    Plan plan = fixture.plan("now", Samples.small(), "");
    Totals less =
        plan.totals().plus(new Totals(0, 0, 0, 0, 0, -plan.totals().reclaimable(), 0, 0, 0));
    fixture.writer().write(Fixture.plan("now", less), Optional.empty());

    assertThat(new JsonMapper().readTree(fixture.json("now")).findValues("reclaimable")).hasSize(1);
    assertThat(fixture.html("now")).contains("What each repository frees cannot be told");
  }

  @Test
  void rowsThatAreNotThoseOfTheTotalsGiveNoReport() throws Exception {
    Fixture fixture = new Fixture(folder);
    Plan plan = fixture.plan("now", Samples.small(), "");
    Totals other = plan.totals().plus(new Totals(0, 0, 1, 0, 0, 0, 0, 0, 0));

    assertThatThrownBy(() -> fixture.writer().write(Fixture.plan("now", other), Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessage("the rows of plan now have versions 9, its totals 10");
    assertThat(fixture.bucket.list("plans/now/report/", Optional.empty())).isEmpty();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aPlanThatWasNeverCompleteHasNoReport() throws Exception {
    Fixture fixture = new Fixture(folder);
    Plan plan = fixture.plan("now", Samples.small(), "");
    Plan scanning =
        new Plan(
            plan.id(),
            plan.domain(),
            plan.asOf(),
            plan.policyRevision(),
            PlanState.SCANNING,
            Optional.empty(),
            Totals.NONE,
            List.of(),
            List.of(),
            plan.createdAt(),
            Optional.empty(),
            Optional.empty());

    assertThatThrownBy(() -> fixture.writer().write(scanning, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("now, which is SCANNING");
  }

  @Test
  void aPlanBeforeWhoseFilesAreGoneIsNotComparedAndTheReportSaysSo() throws Exception {
    Fixture fixture = new Fixture(folder);
    fixture.writer().write(fixture.plan("now", Samples.small(), ""), Optional.of("before"));

    assertThat(fixture.html("now"))
        .contains("Not compared: the files of plan before are no longer there.");
  }

  private static Plan writeBoth(Fixture fixture) throws IOException {
    fixture.plan(
        BEFORE_AND_NOW.getFirst(),
        List.of(
            Samples.goes("releases", "widget", "0.9.0", 700_000),
            Samples.goes("releases", "widget", "1.0.0", 2_097_152),
            Samples.goes("releases", "widget", "2.0.0", 5),
            Samples.goes("releases", "widget", "0.1.0", 5)),
        "");
    Plan plan = fixture.plan(BEFORE_AND_NOW.getLast(), Samples.small(), REMOVED);
    fixture.writer().write(plan, Optional.of(BEFORE_AND_NOW.getFirst()));
    return plan;
  }

  private static boolean goes(List<String> line) {
    return line.get(11).equals("SELECTED") && line.getLast().isEmpty();
  }

  private static long sum(JsonNode array, String field) {
    long sum = 0;
    for (JsonNode element : array) {
      sum += element.path(field).asLong();
    }
    return sum;
  }

  private static long numbers(List<String> cells) {
    return cells.stream().mapToLong(cell -> Long.parseLong(cell.replace(",", ""))).sum();
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = ReportWriterTest.class.getResourceAsStream(name)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
