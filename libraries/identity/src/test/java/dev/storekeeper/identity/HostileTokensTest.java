package dev.storekeeper.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileTokensTest {
  private static List<HostileToken> all() {
    return HostileTokens.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void isRefusedForItsOwnReason(HostileToken hostile) {
    Verification verification = Verification.github();
    ObjectNode claims = verification.claims();
    String compact = hostile.make(Verification.MINT, claims);

    TokenRejectedException refusal =
        catchThrowableOfType(TokenRejectedException.class, () -> verification.verify(compact));

    assertThat(refusal).isNotNull();
    assertThat(refusal.problem()).as(refusal.getMessage()).isEqualTo(hostile.problem());
    assertThat(String.valueOf(refusal.getMessage()))
        .doesNotContain("octo-org", "7fd4cbdb")
        .hasSizeLessThan(300)
        .matches(Texts::isPrintableAscii);
  }

  @Test
  void everyNameIsItsOwn() {
    Set<String> names = new HashSet<>();
    assertThat(all()).allMatch(hostile -> names.add(hostile.row() + hostile.name()));
  }

  @Test
  void everyRowThatATokenCanBreakIsThere() {
    Set<Integer> rows = all().stream().map(HostileToken::row).collect(Collectors.toSet());
    assertThat(rows)
        .contains(1, 2, 3, 4, 8, 12, 13, 14, 15, 16, 17, 18, 19)
        .contains(28, 29, 30, 31, 32, 34, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 48, 49, 50, 85);
  }
}
