package dev.storekeeper.codeartifact.version;

import java.util.List;
import java.util.Map;
import java.util.Random;

/** Texts that look like versions of a format, made of what its rules are about. */
final class NastyTexts {
  private static final List<String> NUMBERS =
      List.of("0", "0", "1", "1", "2", "3", "10", "00", "01", "9007199254740993", "2147483648");
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "maven",
          List.of(
              "alpha",
              "a",
              "a1",
              "beta",
              "b",
              "b2",
              "m",
              "m1",
              "milestone",
              "rc",
              "RC1",
              "cr",
              "snapshot",
              "SNAPSHOT",
              "ga",
              "Final",
              "release",
              "sp",
              "SP1",
              "foo",
              "jre",
              "x1",
              "_",
              "1a",
              "20210728.194552-1"),
          "pypi",
          List.of(
              "a", "a1", "b1", "rc1", "c1", "pre", "post", "post1", "r1", "rev", "dev", "dev1",
              "+abc", "+1", "+1.abc", "1!", "0!", "v1", "alpha", "ubuntu"),
          "nuget",
          List.of("alpha", "Beta", "BETA", "rc", "+1", "+b", "-7", "-0", "1.0", "2.0.0.0", "007"),
          "ruby",
          List.of("a", "b", "pre", "rc", "beta1", "a0", "0a", "A", "rc0.1", "1.0"));
  private static final List<String> SEMANTIC_WORDS =
      List.of("alpha", "beta", "rc", "-1", "+1", "+b", "x", "A", "-", "1.0.0", "0.0.1");
  private static final List<String> SEPARATORS = List.of(".", ".", ".", "-", "-", "", "_", "+");

  private final Random random;
  private final List<String> words;

  NastyTexts(String format, long seed) {
    this.random = new Random(seed);
    this.words = WORDS.getOrDefault(format, SEMANTIC_WORDS);
  }

  /** A text that is often, but not always, a version. */
  String next() {
    StringBuilder text = new StringBuilder();
    if (random.nextInt(8) > 0) {
      text.append(one(NUMBERS.subList(0, 6)));
      for (int more = random.nextInt(4); more > 0; more--) {
        text.append('.').append(one(NUMBERS.subList(0, 6)));
      }
    }
    for (int more = random.nextInt(4); more > 0; more--) {
      text.append(one(SEPARATORS)).append(one(random.nextInt(3) > 0 ? words : NUMBERS));
    }
    return text.toString();
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
