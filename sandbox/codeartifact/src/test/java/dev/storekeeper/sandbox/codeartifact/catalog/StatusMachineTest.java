package dev.storekeeper.sandbox.codeartifact.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.sandbox.codeartifact.VersionStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatusMachineTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # from,     UNFINISHED, PUBLISHED, UNLISTED, ARCHIVED, DISPOSED, DELETED, takes assets
          UNFINISHED, no,         yes,       yes,      yes,      yes,      yes,     yes
          PUBLISHED,  no,         yes,       yes,      yes,      yes,      yes,     yes
          UNLISTED,   no,         yes,       yes,      yes,      yes,      yes,     yes
          ARCHIVED,   no,         yes,       yes,      yes,      yes,      yes,     no
          DISPOSED,   no,         no,        no,       no,       no,       yes,     no
          DELETED,    no,         no,        no,       no,       no,       no,      no
          """)
  void aVersionGoesOnlyWhereItsStatusAllows(
      VersionStatus from,
      String unfinished,
      String published,
      String unlisted,
      String archived,
      String disposed,
      String deleted,
      String takesAssets) {
    assertThat(allows(from, VersionStatus.UNFINISHED)).isEqualTo(unfinished);
    assertThat(allows(from, VersionStatus.PUBLISHED)).isEqualTo(published);
    assertThat(allows(from, VersionStatus.UNLISTED)).isEqualTo(unlisted);
    assertThat(allows(from, VersionStatus.ARCHIVED)).isEqualTo(archived);
    assertThat(allows(from, VersionStatus.DISPOSED)).isEqualTo(disposed);
    assertThat(allows(from, VersionStatus.DELETED)).isEqualTo(deleted);
    assertThat(word(StatusMachine.takesAssets(from))).isEqualTo(takesAssets);
  }

  private static String allows(VersionStatus from, VersionStatus to) {
    return word(StatusMachine.allows(from, to));
  }

  private static String word(boolean answer) {
    return answer ? "yes" : "no";
  }
}
