package dev.storekeeper.cleanup.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.cleanup.repository.RepositoryState;
import dev.storekeeper.retention.Explanation;
import dev.storekeeper.retention.Outcome.Selected;
import dev.storekeeper.retention.Truth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why repositories are there, or went. */
final class ExplainRepositoryTest {
  private static final Map<String, Object> STALE = Map.of("coordinates", "acme/stale");

  @Test
  void aRepositoryIsDecidedAboutAsItIs() throws Exception {
    try (Office office = new Office()) {
      office.liveRepository =
          Optional.of(
              new Explanation(
                  new Selected("empty", "it is empty"),
                  List.of(
                      new Explanation.Step(
                          Explanation.Kind.CRITERION, "empty", Truth.YES, "it is empty"))));
      StaleRepository.item(office, RepositoryState.TAGGED);
      office.ask(
          Office.ALICE, "hold", Map.of("coordinates", "acme/stale", "reason", "still needed"));
      Answer answer = office.look("explain", STALE);
      assertThat(answer.message()).isEqualTo("acme/stale may go by the policy empty: it is empty");
      JsonNode fields = answer.fields();
      assertThat(fields.path("there").asBoolean()).isTrue();
      assertThat(fields.at("/item/state").asText()).isEqualTo("TAGGED");
      assertThat(fields.at("/item/due").asText()).isEqualTo(Office.NOW.toString());
      assertThat(fields.at("/holds/0/reason").asText()).isEqualTo("still needed");
      assertThat(fields.at("/decision/steps")).hasSize(1);
      assertThat(fields.has("tombstone")).isFalse();
    }
  }

  @Test
  void aRepositoryThatIsGoneHasATombstone() throws Exception {
    try (Office office = new Office()) {
      StaleRepository.item(office, RepositoryState.DELETED);
      StaleRepository.deleting(office, 1, "alice");
      Answer answer = office.look("explain", STALE);
      assertThat(answer.message()).contains("acme/stale was deleted by cleanup").contains("empty");
      JsonNode tombstone = answer.fields().path("tombstone");
      assertThat(tombstone.at("/approvedBy/0").asText()).isEqualTo("alice");
      assertThat(tombstone.path("tombstoneKey").asText()).isEqualTo(StaleRepository.TOMBSTONE);
      assertThat(tombstone.path("restore").asText())
          .isEqualTo("storekeeper cleanup restore acme/stale");
      assertThat(answer.fields().path("item").has("due")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cleanup.repository-kept", "cleanup.repository-restored"})
  void whatSomebodyElseDeletedAfterwardsIsNotCleanups(String type) throws Exception {
    try (Office office = new Office()) {
      StaleRepository.deleting(office, 1, "alice");
      StaleRepository.record(office, type, 2, "it was refused");
      Answer answer = office.look("explain", STALE);
      assertThat(answer.message()).contains("cleanup did not delete it");
      assertThat(answer.fields().has("tombstone")).isFalse();
    }
  }

  @Test
  void aRepositoryThatWasNeverThereIsNotMourned() throws Exception {
    try (Office office = new Office()) {
      Answer answer = office.look("explain", STALE);
      assertThat(answer.outcome()).isEqualTo(Outcome.DONE);
      assertThat(answer.message())
          .isEqualTo("acme/stale is not there, and cleanup did not delete it");
    }
  }
}
