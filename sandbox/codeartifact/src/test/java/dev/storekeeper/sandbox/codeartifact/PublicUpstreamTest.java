package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PublicUpstreamTest {
  @ParameterizedTest
  @CsvSource({
    "public:pypi=http://127.0.0.1:3141/simple/, public:pypi=http://127.0.0.1:3141/simple/",
    "public:pypi=http://127.0.0.1:3141/simple, public:pypi=http://127.0.0.1:3141/simple/",
    "public:pypi=https://127.0.0.1, public:pypi=https://127.0.0.1/"
  })
  void anOptionNamesAConnectionAndAnAddressThatEndsWithASlash(String option, String expected) {
    assertThat(UpstreamOption.parse(option)).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1/, expected NAME=URL",
    "public:pypi, expected NAME=URL",
    "=http://127.0.0.1/, expected NAME=URL",
    "pypi=http://127.0.0.1/, expected an external connection",
    "public:pypi=ftp://127.0.0.1/, no http or https scheme",
    "public:pypi=simple/, no http or https scheme",
    "public:pypi=http:///simple/, no host",
    "public:pypi=http://127.0.0.1/?a=b, query or fragment",
    "public:pypi=http://127.0.0.1/a b, cannot be read",
    "public:pypi=http://user:secret@127.0.0.1/, holds credentials"
  })
  void aWrongOptionSaysWhatIsExpectedAndShowsNoSecret(String option, String expected) {
    assertThatThrownBy(() -> UpstreamOption.parse(option))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected)
        .hasMessageNotContaining("secret");
  }

  @Test
  void theWordPipStandsForWhatPipIsSetTo() {
    try {
      assertThat(UpstreamOption.parse("public:pypi=pip").base().getPath()).endsWith("/");
    } catch (IllegalArgumentException unset) {
      assertThat(unset).hasMessageContaining("index-url");
    }
  }
}
