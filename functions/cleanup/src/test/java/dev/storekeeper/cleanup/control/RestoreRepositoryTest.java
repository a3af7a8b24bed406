package dev.storekeeper.cleanup.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.cleanup.repository.RepositoryState;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deleted repositories that people want back. */
final class RestoreRepositoryTest {
  private static final Map<String, Object> PARAMETERS = Map.of("coordinates", "acme/stale");

  @Test
  void whatIsDeletedIsAskedFor() throws Exception {
    try (Office office = new Office()) {
      StaleRepository.item(office, RepositoryState.DELETED);
      assertThat(office.ask(Office.ALICE, "restore", PARAMETERS).outcome()).isEqualTo(Outcome.DONE);
      office.ask(Office.ALICE, "restore", PARAMETERS);
      assertThat(office.sent).containsOnly("restore " + StaleRepository.TOMBSTONE);
      assertThat(office.ledger.types()).containsExactly("cleanup.restore-requested");
      assertThat(end(office)).isEqualTo("none");
    }
  }

  @Test
  void whatBecameOfItIsTold() throws Exception {
    try (Office office = new Office()) {
      StaleRepository.item(office, RepositoryState.DELETED);
      office.ask(Office.ALICE, "restore", PARAMETERS);
      StaleRepository.record(office, "cleanup.repository-restore-refused", 1, "its name is taken");
      assertThat(end(office)).isEqualTo("refused");
      assertThat(office.look("restoration", PARAMETERS).message()).contains("its name is taken");
      assertThat(office.ask(Office.ALICE, "restore", PARAMETERS).outcome()).isEqualTo(Outcome.DONE);
      StaleRepository.record(
          office, "cleanup.repository-restored", 2, "3 versions are there again");
      assertThat(end(office)).isEqualTo("published");
      assertThat(office.ask(Office.ALICE, "restore", PARAMETERS).message())
          .contains("was made again");
    }
  }

  @ParameterizedTest
  @EnumSource(value = RepositoryState.class, mode = EnumSource.Mode.EXCLUDE, names = "DELETED")
  void whatIsNotDeletedIsNotMadeAgain(RepositoryState state) throws Exception {
    try (Office office = new Office()) {
      StaleRepository.item(office, state);
      assertThat(office.ask(Office.ALICE, "restore", PARAMETERS).outcome())
          .isEqualTo(Outcome.REFUSED);
      assertThat(office.sent).isEmpty();
      assertThat(office.ledger.records()).isEmpty();
    }
  }

  @Test
  void whatCleanupDoesNotKnowIsRefused() throws Exception {
    try (Office office = new Office()) {
      assertThat(office.ask(Office.ALICE, "restore", PARAMETERS).message())
          .contains("did not delete");
      assertThat(end(office)).isEqualTo("none");
    }
  }

  private static String end(Office office) {
    return office.look("restoration", PARAMETERS).fields().path("end").asText();
  }
}
