package dev.storekeeper.cleanup.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.item.ItemState;
import dev.storekeeper.cleanup.record.CleanupLedger;
import dev.storekeeper.cleanup.registry.ListedVersion;
import dev.storekeeper.cleanup.state.Samples;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.retention.Explanation;
import dev.storekeeper.retention.Truth;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Why versions are there, or went. */
final class ExplainVersionTest {
  @Test
  void aVersionThatIsThereIsExplained() throws Exception {
    try (Office office = new Office()) {
      office.live =
          Optional.of(
              new Explaining.Live(
                  new ListedVersion("1.0", "r", "Published", OriginType.INTERNAL),
                  new Explanation(
                      new dev.storekeeper.retention.Outcome.Kept(
                          dev.storekeeper.retention.Outcome.Why.KEEP_RULE,
                          "policies[0].keep.newest",
                          "is among the newest 3"),
                      List.of(
                          new Explanation.Step(
                              Explanation.Kind.KEEP,
                              "policies[0].keep.newest",
                              Truth.YES,
                              "is among the newest 3")))));
      Widget.item(office, ItemState.HIDDEN, Optional.empty());
      office.ask(Office.ALICE, "hold", Map.of("coordinates", "acme/team", "reason", "audit"));
      Answer answer = office.look("explain", Map.of("coordinates", Widget.COORDINATES + "/1.0"));
      assertThat(answer.message()).contains("stays: is among the newest 3");
      assertThat(answer.fields().path("item").path("state").asText()).isEqualTo("HIDDEN");
      assertThat(answer.fields().path("holds").path(0).path("reason").asText()).isEqualTo("audit");
      assertThat(answer.fields().path("decision").path("steps")).hasSize(1);
    }
  }

  @Test
  void aVersionThatIsGoneHasATombstone() throws Exception {
    try (Office office = new Office()) {
      Widget.item(office, ItemState.DELETED, Optional.of("exports/m.json"));
      Item item = office.state.items(Samples.WIDGET).getFirst();
      new CleanupLedger(office.ledger, office.clock).deleting(item, List.of(), List.of("ops"));
      Answer answer = office.look("explain", Map.of("coordinates", Widget.COORDINATES + "/1.0"));
      assertThat(answer.message()).contains("was deleted by cleanup");
      JsonNode tombstone = answer.fields().path("tombstone");
      assertThat(tombstone.path("approvedBy").path(0).asText()).isEqualTo("ops");
      assertThat(tombstone.path("restore").asText())
          .isEqualTo("storekeeper cleanup restore " + Widget.COORDINATES + "/1.0");
      assertThat(answer.fields().path("history")).hasSize(1);
    }
  }

  @Test
  void whatSomebodyElseDeletedAfterwardsIsNotCleanups() throws Exception {
    try (Office office = new Office()) {
      Widget.item(office, ItemState.DELETED, Optional.of("exports/m.json"));
      Item item = office.state.items(Samples.WIDGET).getFirst();
      Clock later = Clock.offset(office.clock, Duration.ofMinutes(1));
      new CleanupLedger(office.ledger, office.clock).deleting(item, List.of(), List.of("ops"));
      new CleanupLedger(office.ledger, later).restored(item);
      Answer answer = office.look("explain", Map.of("coordinates", Widget.COORDINATES + "/1.0"));
      assertThat(answer.message()).contains("cleanup did not delete it");
      assertThat(answer.fields().has("tombstone")).isFalse();
    }
  }
}
