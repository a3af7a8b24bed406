package dev.storekeeper.sandbox.runtime.iam.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardPatternTest {
  @ParameterizedTest
  @CsvSource({
    "*, '', true",
    "?, '', false",
    "?, ab, false",
    "a*c, abbc, true",
    "a*c, abb, false",
    "a**b?, aXbc, true",
    "sqs:*Message, sqs:SendMessage, true",
    "sqs:*Message, sqs:SendMessageBatch, false",
    "arn:aws:s3:::b/*, arn:aws:s3:::b/x/y:z, true",
    "*a*b*a*, xxaxxbxxaxx, true",
    "*a*b*a*, xxaxxbxx, false",
    "a.c, abc, false",
  })
  void starStandsForAnyAndQuestionMarkForOne(String pattern, String text, boolean matches) {
    assertThat(WildcardPattern.of(pattern).matches(text)).isEqualTo(matches);
  }

  @Test
  void agreesWithANaiveMatcherOnRandomPatterns() {
    Random random = new Random(20260101);
    int matched = 0;
    for (int i = 0; i < 20_000; i++) {
      String pattern = text(random, "ab*?", 8);
      String text = text(random, "ab", 10);
      boolean expected = naive(pattern, text);
      assertThat(WildcardPattern.of(pattern).matches(text))
          .as("'%s' on '%s'", pattern, text)
          .isEqualTo(expected);
      matched += expected ? 1 : 0;
    }
    assertThat(matched).isBetween(1_000, 19_000);
  }

  @Test
  void manyStarsOnALongTextEndSoon() {
    assertThat(WildcardPattern.of("a*".repeat(200) + "b").matches("a".repeat(20_000))).isFalse();
  }

  @Test
  void aVariableStandsForItsValueLiterally() {
    Map<String, String> context = Map.of("aws:principalarn", "a*b");
    assertThat(WildcardPattern.of("x/${aws:PrincipalArn}/*", context))
        .hasValueSatisfying(pattern -> {
          assertThat(pattern.matches("x/a*b/c")).isTrue();
          assertThat(pattern.matches("x/aXb/c")).isFalse();
        });
  }

  @Test
  void escapesAndDefaultsOfVariables() {
    assertThat(WildcardPattern.of("${*}${?}${$}", Map.of()))
        .hasValueSatisfying(pattern -> {
          assertThat(pattern.matches("*?$")).isTrue();
          assertThat(pattern.matches("abc")).isFalse();
        });
    assertThat(WildcardPattern.of("${aws:Missing, 'none'}", Map.of()))
        .hasValueSatisfying(pattern -> assertThat(pattern.matches("none")).isTrue());
    assertThat(WildcardPattern.of("${aws:Missing}", Map.of())).isEmpty();
  }

  private static String text(Random random, String alphabet, int max) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(max + 1); length > 0; length--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static boolean naive(String pattern, String text) {
    if (pattern.isEmpty()) {
      return text.isEmpty();
    }
    String rest = pattern.substring(1);
    if (pattern.charAt(0) == '*') {
      return naive(rest, text) || (!text.isEmpty() && naive(pattern, text.substring(1)));
    }
    return !text.isEmpty()
        && (pattern.charAt(0) == '?' || pattern.charAt(0) == text.charAt(0))
        && naive(rest, text.substring(1));
  }
}
