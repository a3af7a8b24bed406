package dev.storekeeper.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows 34 to 38 and 44; lists are separated by a bar. */
class AudiencesTest {
  @ParameterizedTest(name = "{0}: aud {1}, azp {2}")
  @CsvSource(
      textBlock =
          """
          exact,    ours,             , true
          exact,    other,            , false
          exact,    ours|other,       , false
          exact,    ours|ours,        , false
          exact,    ours,        other, true
          contains, ours,             , true
          contains, ours|other,       , true
          contains, other|ours,       , true
          contains, other|our,        , false
          contains, ours|other,   ours, true
          contains, ours|other,  other, false
          contains, ours,        other, false
          contains, ours,           '', false
          constant, theirs,           , true
          constant, ours,             , false
          constant, theirs|ours,      , false
          """)
  void match(String mode, String audiences, @Nullable String azp, boolean matches) {
    RegisteredClaims claims =
        new RegisteredClaims(
            List.of(audiences.split("\\|", -1)),
            Optional.ofNullable(azp),
            Instant.EPOCH,
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty());
    AudienceMode audience =
        AudienceMode.of(mode).orElseGet(() -> new AudienceMode.Constant("theirs"));
    assertThat(Audiences.match(audience, "ours", claims)).isEqualTo(matches);
  }
}
