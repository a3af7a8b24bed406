package dev.storekeeper.cleanup.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MavenMetadataTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  @Test
  void theFirstVersionIsTheRelease() throws PublishException {
    MavenMetadata metadata = MavenMetadata.of("com.acme", "core", Optional.empty());

    assertThat(text(metadata.with("1.0", NOW)))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <metadata><groupId>com.acme</groupId><artifactId>core</artifactId><versioning>\
            <release>1.0</release><versions><version>1.0</version></versions>\
            <lastUpdated>20260304050607</lastUpdated></versioning></metadata>
            """);
  }

  @Test
  void whatIsWrittenIsReadAndAVersionIsListedOnce() throws PublishException {
    byte[] first = MavenMetadata.of("g", "a", Optional.empty()).with("1 < 2 & 3", NOW);
    MavenMetadata read = MavenMetadata.of("g", "a", Optional.of(first));

    assertThat(read.versions()).containsExactly("1 < 2 & 3");
    assertThat(read.release()).contains("1 < 2 & 3");
    assertThat(text(read.with("1 < 2 & 3", NOW))).isEqualTo(text(first));
  }

  @Test
  void onlyVersionsOfTheListCount() throws PublishException {
    String xml =
        "<metadata><version>9</version><versioning><versions><version> 1 </version></versions>"
            + "</versioning></metadata>";

    assertThat(MavenMetadata.of("g", "a", Optional.of(Samples.utf8(xml))).versions())
        .containsExactly("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<metadata>",
        "<!DOCTYPE metadata [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><metadata>&x;</metadata>"
      })
  void whatIsNoMetadataIsRefused(String xml) {
    assertThatExceptionOfType(PublishException.class)
        .isThrownBy(() -> MavenMetadata.of("g", "a", Optional.of(Samples.utf8(xml))))
        .matches(e -> e.kind() == PublishException.Kind.REFUSED);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
