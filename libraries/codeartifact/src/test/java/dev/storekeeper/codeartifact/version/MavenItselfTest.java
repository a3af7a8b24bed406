package dev.storekeeper.codeartifact.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.junit.jupiter.api.Test;

/** Against the class that Maven compares versions with. */
class MavenItselfTest {
  private static final int PAIRS = 60_000;
  private static final String BUILD = "20210728.194552";

  private final VersionOrder order = VersionOrder.of("maven").orElseThrow();

  @Test
  void agreesWithMavenWhereMavenDoesNotContradictItself() {
    NastyTexts texts = new NastyTexts("maven", 20261126);
    int compared = 0;
    int contradictions = 0;
    while (compared < PAIRS) {
      String a = texts.next();
      String b = texts.next();
      if (a.isEmpty() || b.isEmpty() || (a + b).contains(BUILD)) {
        continue;
      }
      compared++;
      int ours = Integer.signum(version(a).compareTo(version(b)));
      if (ours != maven(a, b)) {
        contradictions++;
        assertThat(mavenPutsSomethingTheOtherWayBetween(a, b))
            .as("%s and %s: Maven says %s, Storekeeper %s", a, b, maven(a, b), ours)
            .isTrue();
      }
    }
    assertThat(contradictions).isBetween(1, PAIRS / 100);
  }

  /** Whether Maven has {@code a < w < b} although it has {@code b < a}, or the reverse. */
  private static boolean mavenPutsSomethingTheOtherWayBetween(String a, String b) {
    return Stream.of(a, b)
        .flatMap(
            text -> IntStream.rangeClosed(1, text.length()).mapToObj(i -> text.substring(0, i)))
        .flatMap(witness -> Stream.of(witness, witness + "-ga", "0"))
        .anyMatch(
            witness -> maven(a, witness) == maven(witness, b) && maven(a, witness) == -maven(a, b));
  }

  private Version version(String text) {
    return order.parse(text).orElseThrow();
  }

  private static int maven(String a, String b) {
    return Integer.signum(new ComparableVersion(a).compareTo(new ComparableVersion(b)));
  }
}
