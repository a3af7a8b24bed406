package dev.storekeeper.sandbox.codeartifact.pypi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
  @Test
  void segmentsAreSplitBeforeTheyAreDecoded() {
    assertThat(RequestPath.segments("")).containsExactly("");
    assertThat(RequestPath.segments("simple/a/")).containsExactly("simple", "a", "");
    assertThat(RequestPath.segments("simple/a/1.0%2Bx/f%21+.whl"))
        .containsExactly("simple", "a", "1.0+x", "f!+.whl");
    assertThat(RequestPath.segments("%C3%A4")).containsExactly("ä");
    assertThat(RequestPath.segments("%252e")).containsExactly("%2e");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "simple/../x",
        "simple/./x",
        "simple/%2e%2E/x",
        "a%2fb",
        "a%5cb",
        "a\\b",
        "a%00",
        "a%0a",
        "a//b",
        "/a",
        "a%",
        "a%4",
        "a%zz",
        "%ff",
        "%c0%ae",
        "a b",
        "ä"
      })
  void aPathThatCouldLeaveItsFolderIsRefused(String path) {
    assertThatThrownBy(() -> RequestPath.segments(path))
        .isInstanceOfSatisfying(
            ServiceException.class, refusal -> assertThat(refusal.status()).isEqualTo(400));
  }

  @Test
  void anEndlessPathIsRefused() {
    assertThatThrownBy(() -> RequestPath.segments("a".repeat(5_000)))
        .hasMessageContaining("longer than");
  }
}
