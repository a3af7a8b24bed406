package dev.storekeeper.cleanup.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RepositoryItemTextTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00.123Z");

  @Test
  void anItemIsReadAsItWasWritten() {
    RepositoryItem bare =
        new RepositoryItem(
            RepositoryWorld.STALE,
            "plan",
            "policy",
            "sha256:00",
            "why",
            Optional.empty(),
            Map.of("team", "a", "storekeeper:keep", ""),
            RepositoryProgress.planned(NOW, NOW));
    RepositoryItem full =
        bare.with(
            bare.progress()
                .noticed(List.of(30, 7))
                .frozen(new Freeze(Optional.of("{}"), Optional.of("r1"), NOW, true))
                .refusedAt(NOW)
                .walked(ExportWalk.begin(3, "r2").turn("page").past("npm//a", 4).complete(NOW), NOW)
                .lock(Optional.of(new OpenInterlock("{\"a\":1}", "r3")))
                .buried("key")
                .in(RepositoryState.DELETING, "note", NOW));
    for (RepositoryItem item : List.of(bare, full)) {
      assertThat(RepositoryItemText.read(RepositoryItemText.write(item))).isEqualTo(item);
    }
  }

  @Test
  void aTextThatIsNoneIsRefusedWithItsField() {
    assertThatThrownBy(() -> RepositoryItemText.read("{\"noticed\":[]}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("region");
  }

  @Test
  void theKeyOfWorkNamesTheRepository() {
    String key = RepositoryWork.of(RepositoryWorld.STALE);
    assertThat(key).isEqualTo("repository/111122223333/acme/stale");
    assertThat(RepositoryWork.repositoryOf(key, "eu-west-1")).contains(RepositoryWorld.STALE);
    assertThat(RepositoryWork.repositoryOf("package/1/2/3", "eu-west-1")).isEmpty();
  }
}
