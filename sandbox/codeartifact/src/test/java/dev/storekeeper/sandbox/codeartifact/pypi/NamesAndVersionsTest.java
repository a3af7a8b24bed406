package dev.storekeeper.sandbox.codeartifact.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesAndVersionsTest {
  @ParameterizedTest
  @CsvSource({
    "acme, acme",
    "Acme.Hello, acme-hello",
    "a__b--c..d, a-b-c-d",
    "a-_.b, a-b",
    "X, x",
    "9lives, 9lives"
  })
  void aNameIsNormalizedAsPep503Says(String text, String normalized) {
    assertThat(ProjectName.parse(text))
        .hasValueSatisfying(name -> assertThat(name.normalized()).isEqualTo(normalized));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-a", "a-", "_", "a b", "a/b", "..", "ä", "a\u202e", "a\n", "<b>", "ſ"})
  void whatPep508DoesNotCallANameIsNone(String text) {
    assertThat(ProjectName.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1.0, 1.0",
    "v1.0, 1.0",
    "V01.02.003, 1.2.3",
    "0!1, 1",
    "02!1.0, 2!1.0",
    "1.0a1, 1.0a1",
    "1.0-ALPHA.01, 1.0a1",
    "1.0_beta, 1.0b0",
    "1.0c2, 1.0rc2",
    "1.0preview3, 1.0rc3",
    "1.0-1, 1.0.post1",
    "1.0.r4, 1.0.post4",
    "1.0rev, 1.0.post0",
    "1.0dev, 1.0.dev0",
    "1.0rc1.post2.dev3, 1.0rc1.post2.dev3",
    "1.0+Ubuntu-01_a, 1.0+ubuntu.1.a",
    "1.0+01a, 1.0+01a",
    "20240101000000000000000001.0, 20240101000000000000000001.0"
  })
  void aVersionIsNormalizedAsPep440Says(String text, String normalized) {
    assertThat(Pep440Version.parse(text))
        .hasValueSatisfying(version -> {
          assertThat(version.normalized()).isEqualTo(normalized);
          assertThat(version.text()).isEqualTo(text);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "1.",
        "1..0",
        ".1",
        "1!",
        "1!2!3",
        "1.0+",
        "1.0+a+b",
        "1.0+a..b",
        "1.0x1",
        "1 .0",
        "1.0\n",
        " 1.0",
        "1.0/..",
        "1.0_1",
        "１.0",
        "1.0.dev1.post1",
        "1.0a1b2",
        "latest"
      })
  void whatPep440DoesNotPermitIsNoVersion(String text) {
    assertThat(Pep440Version.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 1.0.0, true",
    "1, 1.0.0.0, true",
    "1.0rc1, 1.0-C.1, true",
    "0!1.0, v1, true",
    "1.0+a_1, 1.0+A-01, true",
    "0, 0.0, true",
    "1.0, 1.0.1, false",
    "1.0, 1!1.0, false",
    "1.0, 1.0+local, false",
    "1.0.dev0, 1.0, false",
    "1.0.post0, 1.0, false",
    "10, 1, false"
  })
  void versionsAreEqualAsPep440Compares(String left, String right, boolean equal) {
    assertThat(
            Pep440Version.parse(left)
                .orElseThrow()
                .sameAs(Pep440Version.parse(right).orElseThrow()))
        .isEqualTo(equal);
  }
}
