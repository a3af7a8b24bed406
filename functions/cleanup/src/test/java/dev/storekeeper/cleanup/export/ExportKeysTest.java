package dev.storekeeper.cleanup.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportKeysTest {
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._%~-]+");

  @Test
  void aManifestIsFoundByItsCoordinates() {
    assertThat(ExportKeys.manifest(version("maven", "com.acme", "core", "1.0"), "abC+/="))
        .isEqualTo(
            "exports/111111111111/acme/versions/releases/maven/com.acme/core/1.0/abC%2B%2F%3D.json");
  }

  @Test
  void aMissingNamespaceIsNoUnderscore() {
    assertThat(ExportKeys.manifest(version("npm", "", "ui", "1"), "r"))
        .contains("/npm/_/ui/")
        .isNotEqualTo(ExportKeys.manifest(version("npm", "_", "ui", "1"), "r"));
  }

  @Test
  void anAssetIsFoundByItsHash() {
    assertThat(ExportKeys.asset(version("npm", "", "ui", "1"), "ab".repeat(32)))
        .isEqualTo("exports/111111111111/acme/assets/ab/" + "ab".repeat(32));
  }

  @ParameterizedTest
  @CsvSource({
    "plain-1.0_x, plain-1.0_x",
    ".., %2E%2E",
    "., %2E",
    "_, %5F",
    "a+b, a%2Bb",
    "a~b, a%7Eb",
    "a%2Fb, a%252Fb",
    "\u00fc, %C3%BC",
    "...., ....",
  })
  void aSegmentHasNoSpecialCharacters(String text, String segment) {
    assertThat(ExportKeys.segment(text)).isEqualTo(segment);
  }

  @Test
  void longNamesKeepTheirBeginningAndDiffer() {
    String first = ExportKeys.segment("x".repeat(250) + "1");

    assertThat(first).hasSize(80 + 1 + 32).startsWith("x".repeat(80) + "~");
    assertThat(ExportKeys.segment("x".repeat(250) + "2")).isNotEqualTo(first);
  }

  @Test
  void noEscapeIsCutAndNoKeyIsTooLong() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(120);
      while (text.length() < length) {
        text.appendCodePoint(random.nextBoolean() ? 'a' : 0x1F600 + random.nextInt(50));
      }
      String segment = ExportKeys.segment(text.toString());
      assertThat(segment).matches(SEGMENT);
      assertThat(segment.replaceAll("%[0-9A-F]{2}", "")).doesNotContain("%");
      String part = text.toString();
      String key = ExportKeys.manifest(version("maven", part, part, part), part);
      assertThat(key.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1024);
    }
  }

  private static PackageVersion version(
      String format, String namespace, String name, String version) {
    return new PackageVersion(
        new PackageCoordinates(
            "eu-west-1",
            "111111111111",
            "acme",
            "releases",
            Optional.empty(),
            format,
            namespace,
            name),
        version);
  }
}
