package dev.storekeeper.usagetracking.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AssetUriTest {
  record Case(
      String format,
      String name,
      String version,
      String path,
      boolean asset,
      Set<String> versions) {}

  @ParameterizedTest
  @MethodSource("cases")
  void aRequestIsOfAnAssetOrOfMetadata(Case given) {
    AssetUri uri = AssetUri.of(given.format(), given.path());

    assertThat(uri.namesAsset(given.name(), given.version())).isEqualTo(given.asset());
    assertThat(uri.versions(given.name())).isEqualTo(given.versions());
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream in = AssetUriTest.class.getResourceAsStream("/asset-uris.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(AssetUriTest::read)
          .toList()
          .stream();
    }
  }

  private static Case read(String line) {
    List<String> fields =
        Arrays.stream(line.split("\\|", -1))
            .map(String::strip)
            .map(field -> field.equals("-") ? "" : field)
            .toList();
    return new Case(
        fields.get(0),
        fields.get(1),
        fields.get(2),
        fields.get(3),
        fields.get(4).equals("asset"),
        Arrays.stream(fields.get(5).split(" ", -1))
            .filter(version -> !version.isEmpty())
            .collect(Collectors.toSet()));
  }
}
