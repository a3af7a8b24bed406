package dev.storekeeper.codeartifact.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold in every format, on generated texts. */
class OrderAxiomsTest {
  private static final int VERSIONS = 70;

  private static List<Version> versions(String format, long seed) {
    NastyTexts texts = new NastyTexts(format, seed);
    VersionOrder order = VersionOrder.of(format).orElseThrow();
    return Stream.generate(texts::next)
        .map(order::parse)
        .flatMap(Optional::stream)
        .limit(VERSIONS)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"maven", "pypi", "npm", "cargo", "swift", "nuget", "ruby"})
  void theOrderDoesNotContradictItself(String format) {
    for (int seed = 0; seed < 5; seed++) {
      List<Version> versions = versions(format, seed);
      for (Version a : versions) {
        for (Version b : versions) {
          int ab = Integer.signum(a.compareTo(b));
          if (Integer.signum(b.compareTo(a)) != -ab || a.equals(b) != (ab == 0)) {
            throw new AssertionError("%s and %s".formatted(a, b));
          }
          if (ab <= 0) {
            for (Version c : versions) {
              if (b.compareTo(c) <= 0 && a.compareTo(c) > 0) {
                throw new AssertionError("%s <= %s <= %s < %s".formatted(a, b, c, a));
              }
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"maven", "pypi", "npm", "cargo", "swift", "nuget", "ruby"})
  void versionsThatAreEqualShareEverythingButTheText(String format) {
    Map<Version, Version> first = new HashMap<>();
    int equals = 0;
    for (int seed = 10; seed < 60; seed++) {
      for (Version version : versions(format, seed)) {
        Version known = first.computeIfAbsent(version, key -> key);
        equals += known.text().equals(version.text()) ? 0 : 1;
        assertThat(version.family()).as("%s and %s", known, version).isEqualTo(known.family());
        assertThat(version.majorLine()).isEqualTo(known.majorLine());
        assertThat(version.minorLine()).isEqualTo(known.minorLine());
        assertThat(version.prerelease()).isEqualTo(known.prerelease());
      }
    }
    assertThat(equals).isGreaterThan(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"maven", "pypi", "npm", "cargo", "swift", "nuget", "ruby"})
  void familiesLieSideBySide(String format) {
    for (int seed = 100; seed < 130; seed++) {
      List<Version> sorted = new ArrayList<>(versions(format, seed));
      sorted.sort(null);
      Set<String> finished = new HashSet<>();
      for (int i = 1; i < sorted.size(); i++) {
        if (!sorted.get(i).family().equals(sorted.get(i - 1).family())) {
          finished.add(sorted.get(i - 1).family());
          assertThat(finished).doesNotContain(sorted.get(i).family());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"maven", "pypi", "npm", "cargo", "swift", "nuget", "ruby"})
  void onlyMavenBuildsShareAFamilyWithoutBeingEqual(String format) {
    Map<String, Version> first = new HashMap<>();
    for (int seed = 200; seed < 230; seed++) {
      for (Version version : versions(format, seed)) {
        Version known = first.computeIfAbsent(version.family(), key -> version);
        if (!known.equals(version)) {
          assertThat(format + known + version).startsWith("maven").contains("20210728.194552");
        }
      }
    }
  }
}
