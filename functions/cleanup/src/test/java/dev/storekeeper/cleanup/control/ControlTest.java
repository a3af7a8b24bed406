package dev.storekeeper.cleanup.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.cleanup.execute.Holds;
import dev.storekeeper.cleanup.execute.Work;
import dev.storekeeper.cleanup.item.Hold;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.item.ItemState;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.Totals;
import dev.storekeeper.cleanup.record.CleanupLedger;
import dev.storekeeper.cleanup.state.Samples;
import dev.storekeeper.codeartifact.PackageVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTest {
  private static final String ID = "20260301T120000Z-acme-0001";
  private static final String WIDGET = Widget.COORDINATES;
  private static final Totals SOME = new Totals(1, 1, 5, 5, 5000, 100, 0, 0, 9);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{} {}",
        "{\"schema\":2,\"action\":\"show\",\"parameters\":{}}",
        "{\"schema\":1,\"action\":\"drop\",\"parameters\":{}}",
        "{\"schema\":1,\"action\":\"show\"}",
        "{\"schema\":1,\"action\":\"show\",\"parameters\":{\"plan\":{}}}",
        "{\"schema\":1,\"action\":\"show\",\"parameters\":{\"plan\":\"a/../b\"}}",
        "{\"schema\":1,\"action\":\"show\",\"parameters\":{\"plan\":\"a\\u0000\"}}",
        "{\"schema\":1,\"action\":\"show\",\"parameters\":{\"plan\":1}}",
        "{\"schema\":1,\"action\":\"show\",\"parameters\":{\"reason\":\"x\"}}",
        "{\"schema\":1,\"action\":\"show\",\"parameters\":{\"limit\":0}}",
        "{\"schema\":1,\"action\":\"show\",\"parameters\":{\"limit\":501}}",
        "{\"schema\":1,\"action\":\"show\",\"parameters\":{},\"more\":1}",
        "{\"schema\":1,\"action\":\"show\",\"action\":\"pause\",\"parameters\":{}}",
        "{\"schema\":1,\"action\":\"show\",\"parameters\":{},\"identity\":{\"x\":\"y\"}}",
        "{\"schema\":1,\"action\":\"explain\",\"parameters\":{\"coordinates\":\"acme\"}}",
        "{\"schema\":1,\"action\":\"explain\",\"parameters\":{\"coordinates\":\"acme/a/b/c\"}}",
      })
  void whatCannotBeUnderstoodIsInvalid(String request) throws Exception {
    try (Office office = new Office()) {
      Answer answer = office.answer(request.getBytes(StandardCharsets.UTF_8));
      assertThat(answer.outcome()).isEqualTo(Outcome.INVALID);
      assertThat(answer.message()).doesNotContain("\u0000");
      byte[] large = ("{\"a\":\"" + "x".repeat(70_000) + "\"}").getBytes(StandardCharsets.UTF_8);
      assertThat(office.answer(large).outcome()).isEqualTo(Outcome.INVALID);
    }
  }

  @Test
  void whatIsSignedIsCanonicalJson() throws Exception {
    Parameters parameters =
        Parameters.of(
            Action.APPROVE,
            Office.parameters(
                Map.of(
                    "plan", "p-1",
                    "hash", "0123456789ab",
                    "repositories", true,
                    "function", "control")));
    assertThat(parameters.subject())
        .isEqualTo("e51cddcaf71998a377540b0c13cdf34415385451ebd5900f45999ed778f4898a");
  }

  @Test
  void aPlanIsStartedNowOrAhead() throws Exception {
    try (Office office = new Office()) {
      Answer now = office.ask(Office.ALICE, "plan", Map.of());
      assertThat(now.fields().path("plan").asText()).isEqualTo(office.planStarted);
      office.ask(Office.ALICE, "plan", Map.of("domain", "acme", "asOf", "P10D"));
      assertThat(office.sent).containsExactly("scan acme", "scan acme PT240H");
      assertThat(office.ask(Office.ALICE, "plan", Map.of("domain", "other")).outcome())
          .isEqualTo(Outcome.REFUSED);
      assertThat(office.ask(Office.ALICE, "plan", Map.of("asOf", "P-1D")).outcome())
          .isEqualTo(Outcome.INVALID);
      office.plan(office.planStarted, PlanState.SCANNING, SOME, Office.NOW);
      assertThat(office.ask(Office.ALICE, "plan", Map.of("asOf", "P10D")).message())
          .contains("Another scan of acme is under way");
    }
  }

  @Test
  void aPlanIsShownPageByPage() throws Exception {
    try (Office office = new Office()) {
      office.rows(office.waiting(ID), 7);
      List<String> seen = new ArrayList<>();
      Answer page = office.look("show", Map.of("limit", 2));
      assertThat(page.fields().path("plan").path("report").asText()).endsWith(ID);
      page.fields().path("rows").forEach(row -> seen.add(row.path("coordinates").asText()));
      while (page.fields().has("cursor")) {
        page =
            office.look(
                "show",
                Map.of("plan", ID, "limit", 2, "cursor", page.fields().path("cursor").asText()));
        page.fields().path("rows").forEach(row -> seen.add(row.path("coordinates").asText()));
      }
      assertThat(seen)
          .containsExactly(WIDGET + "/1.0", WIDGET + "/1.2", WIDGET + "/1.4", WIDGET + "/1.6");
      assertThat(office.look("show", Map.of("all", true)).fields().path("rows")).hasSize(7);
      assertThat(office.look("show", Map.of("repository", "other")).outcome())
          .isEqualTo(Outcome.REFUSED);
      assertThat(office.look("show", Map.of("cursor", "x")).outcome()).isEqualTo(Outcome.INVALID);
      JsonNode row = page.fields().path("rows").path(0);
      assertThat(row.path("policy").asText()).isEqualTo("old");
      assertThat(row.path("archiveOn").asText()).isNotEmpty();
      assertThat(row.path("deleteOn").asText()).isGreaterThan(row.path("archiveOn").asText());
    }
  }

  @Test
  void aScanShowsHowFarItIs() throws Exception {
    try (Office office = new Office()) {
      assertThat(office.look("show", Map.of()).outcome()).isEqualTo(Outcome.REFUSED);
      office.plan(ID, PlanState.SCANNING, SOME, Office.NOW);
      JsonNode progress = office.look("show", Map.of()).fields().path("progress");
      assertThat(progress.path("done").asInt()).isEqualTo(2);
      assertThat(progress.path("total").asInt()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "acme, 111122223333/acme",
    "acme/team, 111122223333/acme/team",
    "acme/team/pypi/-/widget, 111122223333/acme/team/pypi//widget",
    "acme/team/npm/@acme/widget/1.0, 111122223333/acme/team/npm/acme/widget/1.0",
    "arn:aws:codeartifact:eu-west-1:111122223333:domain/acme, 111122223333/acme",
    "arn:aws:codeartifact:eu-west-1:111122223333:repository/acme/team, 111122223333/acme/team",
    "arn:aws:codeartifact:eu-west-1:111122223333:package/acme/team/pypi//widget/1.0,"
        + " 111122223333/acme/team/pypi//widget/1.0",
  })
  void coordinatesAreScopes(String text, String scope) throws Exception {
    Domains domains = new Domains(List.of(Samples.ACME));
    assertThat(Coordinates.read(text, domains).scope()).isEqualTo(scope);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other/team",
        "acme/",
        "acme//pypi/-/widget",
        "acme/team/pypi/-",
        "acme/team/pypi/-/widget/1.0/more",
        "acme/team/PyPI/-/widget",
        "acme/team/pypi/-/wid get",
        "arn:aws:codeartifact:us-east-1:111122223333:domain/acme",
        "arn:aws:codeartifact:eu-west-1:999999999999:domain/acme",
        "arn:aws:s3:::acme",
        "../acme",
      })
  void otherCoordinatesAreRefused(String text) throws Exception {
    try (Office office = new Office()) {
      Answer answer = office.ask(Office.ALICE, "hold", Map.of("coordinates", text, "reason", "x"));
      assertThat(answer.outcome()).isIn(Outcome.REFUSED, Outcome.INVALID);
      assertThat(office.state.holds(Samples.ACME)).isEmpty();
    }
  }

  @Test
  void aHoldIsSetOnceAndReleasedOnce() throws Exception {
    try (Office office = new Office()) {
      Widget.item(office, ItemState.HIDDEN, Optional.empty());
      Map<String, Object> hold = Map.of("coordinates", WIDGET + "/1.0", "reason", "audit");
      office.ask(Office.ALICE, "hold", hold);
      office.ask(Office.ALICE, "hold", hold);
      assertThat(office.state.holds(Samples.ACME)).hasSize(1);
      assertThat(office.ledger.types()).containsExactly("cleanup.held");
      assertThat(office.ledger.records().getFirst().packageVersion()).isPresent();
      PackageVersion version = new PackageVersion(Samples.WIDGET, "1.0");
      assertThat(Holds.of(office.state, Samples.WIDGET).on(version)).isPresent();
      assertThat(office.state.due(Office.NOW, 9)).containsExactly(Work.of(Samples.WIDGET));
      Map<String, Object> release = Map.of("coordinates", WIDGET + "/1.0");
      assertThat(office.ask(Office.BOB, "release", release).message()).contains("no longer held");
      assertThat(office.ask(Office.BOB, "release", release).message()).contains("no hold");
      assertThat(office.ledger.types()).containsExactly("cleanup.held", "cleanup.released");
    }
  }

  @Test
  void aReleaseThatIsNotRecordedIsNone() throws Exception {
    try (Office office = new Office()) {
      office.ask(Office.ALICE, "hold", Map.of("coordinates", "acme/team", "reason", "audit"));
      office.ledger.down(true);
      Answer answer = office.ask(Office.BOB, "release", Map.of("coordinates", "acme/team"));
      assertThat(answer.outcome()).isEqualTo(Outcome.UNAVAILABLE);
      assertThat(office.state.holds(Samples.ACME)).hasSize(1);
      Answer hold =
          office.ask(Office.ALICE, "hold", Map.of("coordinates", "acme", "reason", "audit"));
      assertThat(hold.outcome()).isEqualTo(Outcome.UNAVAILABLE);
      assertThat(office.state.holds(Samples.ACME)).hasSize(2);
    }
  }

  @Test
  void aReleaseSaysWhatStillHoldsAndWakesThePlans() throws Exception {
    try (Office office = new Office()) {
      office.plan(ID, PlanState.APPROVED, SOME, Office.NOW);
      office.ask(Office.ALICE, "hold", Map.of("coordinates", "acme", "reason", "stop"));
      Answer answer = office.ask(Office.ALICE, "release", Map.of("coordinates", "acme/team"));
      assertThat(answer.message()).contains("no hold").contains("still held");
      assertThat(office.sent).contains("wake " + ID);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hold", "pause"})
  void aReasonIsNeeded(String action) throws Exception {
    try (Office office = new Office()) {
      Map<String, Object> parameters =
          action.equals("hold") ? Map.of("coordinates", "acme") : Map.of();
      assertThat(office.ask(Office.ALICE, action, parameters).outcome()).isEqualTo(Outcome.INVALID);
      Map<String, Object> blank = new java.util.HashMap<>(parameters);
      blank.put("reason", "  ");
      assertThat(office.ask(Office.ALICE, action, blank).outcome()).isEqualTo(Outcome.INVALID);
      assertThat(office.state.holds(Samples.ACME)).isEmpty();
      assertThat(office.state.paused()).isEmpty();
    }
  }

  @Test
  void aPauseLastsUntilItIsResumed() throws Exception {
    try (Office office = new Office()) {
      office.ask(Office.ALICE, "pause", Map.of("reason", "incident"));
      assertThat(office.ask(Office.BOB, "pause", Map.of("reason", "other")).message())
          .contains("paused already")
          .contains("incident");
      office.ledger.down(true);
      office.ask(Office.BOB, "resume", Map.of());
      assertThat(office.state.paused()).isPresent();
      office.ledger.down(false);
      assertThat(office.ask(Office.BOB, "resume", Map.of()).message()).contains("go on");
      assertThat(office.ask(Office.BOB, "resume", Map.of()).message()).contains("not paused");
      assertThat(office.state.paused()).isEmpty();
      assertThat(office.ledger.types()).containsExactly("cleanup.paused", "cleanup.resumed");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pypi/-/My_Lib, pypi//my-lib",
    "pypi/-/a.-_B, pypi//a-b",
    "nuget/-/Newtonsoft.Json, nuget//newtonsoft.json",
    "swift/MyScope/MyLib, swift/myscope/mylib",
    "npm/@acme/JSONStream, npm/acme/JSONStream",
    "generic/@team/Tool, generic/@team/Tool",
    "maven/com.Acme/Core, maven/com.Acme/Core",
  })
  void aPackageIsHeldAsCodeArtifactSpellsIt(String typed, String scope) throws Exception {
    try (Office office = new Office()) {
      Map<String, Object> parameters =
          Map.of("coordinates", "acme/team/" + typed, "reason", "audit");
      assertThat(office.ask(Office.ALICE, "hold", parameters).outcome()).isEqualTo(Outcome.DONE);
      assertThat(office.state.holds(Samples.ACME))
          .extracting(Hold::scope)
          .containsExactly("111122223333/acme/team/" + scope);
      assertThat(
              office
                  .ask(Office.ALICE, "release", Map.of("coordinates", "acme/team/" + typed))
                  .fields()
                  .path("released")
                  .asBoolean())
          .isTrue();
    }
  }

  @Test
  void whatIsHiddenIsGivenBackAtTheNextPass() throws Exception {
    try (Office office = new Office()) {
      Widget.item(office, ItemState.HIDDEN, Optional.empty());
      Map<String, Object> parameters = Map.of("coordinates", WIDGET + "/1.0");
      assertThat(office.ask(Office.ALICE, "restore", parameters).outcome()).isEqualTo(Outcome.DONE);
      Item item = office.state.items(Samples.WIDGET).getFirst();
      assertThat(item.state()).isEqualTo(ItemState.RESTORING);
      assertThat(item.note()).isEqualTo("restored by " + Office.ALICE);
      assertThat(office.state.due(Office.NOW, 9)).containsExactly(Work.of(Samples.WIDGET));
      assertThat(office.ask(Office.ALICE, "restore", parameters).message())
          .contains("given back already");
      assertThat(office.ledger.types()).containsExactly("cleanup.restore-requested");
      assertThat(office.look("restoration", parameters).fields().path("end").asText())
          .isEqualTo("none");
    }
  }

  @Test
  void whatIsBeingWorkedOnIsAskedForLater() throws Exception {
    try (Office office = new Office()) {
      Widget.item(office, ItemState.HIDDEN, Optional.empty());
      office.state.lease(Work.of(Samples.WIDGET), Office.NOW, Duration.ofMinutes(9));
      Answer answer = office.ask(Office.ALICE, "restore", Map.of("coordinates", WIDGET + "/1.0"));
      assertThat(answer.outcome()).isEqualTo(Outcome.UNAVAILABLE);
      assertThat(office.state.items(Samples.WIDGET).getFirst().state()).isEqualTo(ItemState.HIDDEN);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ItemState.class,
      names = {"PLANNED", "KEPT", "DELETING"})
  void whatIsNotHiddenIsNotGivenBack(ItemState state) throws Exception {
    try (Office office = new Office()) {
      Widget.item(office, state, Optional.empty());
      Answer answer = office.ask(Office.ALICE, "restore", Map.of("coordinates", WIDGET + "/1.0"));
      assertThat(answer.outcome()).isIn(Outcome.REFUSED, Outcome.UNAVAILABLE);
      assertThat(office.state.items(Samples.WIDGET).getFirst().state()).isEqualTo(state);
      assertThat(office.ledger.records()).isEmpty();
    }
  }

  @Test
  void whatIsDeletedIsPublishedFromItsCopy() throws Exception {
    try (Office office = new Office()) {
      Map<String, Object> parameters = Map.of("coordinates", WIDGET + "/1.0");
      assertThat(office.ask(Office.ALICE, "restore", parameters).message())
          .contains("neither hidden nor deleted");
      Widget.item(office, ItemState.DELETED, Optional.empty());
      assertThat(office.ask(Office.ALICE, "restore", parameters).message())
          .contains("no copy of it was made");
      Widget.item(office, ItemState.DELETED, Optional.of("exports/m.json"));
      assertThat(office.ask(Office.ALICE, "restore", parameters).outcome()).isEqualTo(Outcome.DONE);
      assertThat(office.sent).containsOnly("restore 1.0 exports/m.json");
      assertThat(office.look("restoration", parameters).fields().path("end").asText())
          .isEqualTo("none");
      office.restoreRefused("no permission", Duration.ZERO);
      assertThat(office.look("restoration", parameters).message()).contains("no permission");
      office.ask(Office.ALICE, "restore", parameters);
      assertThat(office.look("restoration", parameters).fields().path("end").asText())
          .isEqualTo("none");
      office.restoreRefused("its name is taken", Duration.ofMinutes(1));
      assertThat(office.look("restoration", parameters).message()).contains("its name is taken");
      office.ask(Office.ALICE, "restore", parameters);
      assertThat(office.look("restoration", parameters).fields().path("end").asText())
          .isEqualTo("none");
      new CleanupLedger(office.ledger, office.clock)
          .restored(office.state.items(Samples.WIDGET).getFirst());
      assertThat(office.look("restoration", parameters).fields().path("end").asText())
          .isEqualTo("published");
    }
  }

  @Test
  void aPlanOfItsOwnTimeDoesNotLookAhead() {
    assertThat(PlanJson.isWhatIf(Samples.plan(ID))).isFalse();
  }
}
