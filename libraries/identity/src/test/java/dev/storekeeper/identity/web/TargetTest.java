package dev.storekeeper.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Row 25. */
class TargetTest {
  @ParameterizedTest
  @CsvSource({
    "https://issuer.example, issuer.example, 443, /",
    "https://Issuer.Example:443/a/b?c=d, issuer.example, 443, /a/b?c=d",
    "https://a.b-c.co.uk/%2e%2e, a.b-c.co.uk, 443, /%2e%2e"
  })
  void isHttpsOnANamedHost(URI uri, String host, int port, String path) throws Exception {
    assertThat(Target.of(uri, false)).isEqualTo(new Target(host, port, true, path));
    assertThat(Target.of(uri, true)).isEqualTo(new Target(host, port, true, path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://issuer.example",
        "https://issuer.example:8443",
        "https://issuer.example:80",
        "https://user@issuer.example",
        "https://issuer.example#fragment",
        "https://issuer.example.",
        "https://localhost",
        "https://127.0.0.1",
        "https://1.1.1.1",
        "https://127.1",
        "https://2130706433",
        "https://0x7f.0.0.1",
        "https://[::1]",
        "https://[::ffff:127.0.0.1]",
        "https://under_score.example",
        "https:///path",
        "https:issuer.example",
        "file:///etc/passwd",
        "ftp://issuer.example",
        "jar:https://issuer.example!/",
        "issuer.example",
        "",
        "https://issuer.example/\u00e9",
        "http://127.0.0.2:8080",
        "http://localhost:8080",
        "http://[::1]:8080",
        "http://127.0.0.1",
        "http://user@127.0.0.1:8080",
        "https://127.0.0.1:8443"
      })
  void isNothingElse(String uri) {
    assertThatThrownBy(() -> Target.of(URI.create(uri), true)).isInstanceOf(FetchException.class);
    assertThatThrownBy(() -> Target.of(URI.create(uri), false)).isInstanceOf(FetchException.class);
  }

  @Test
  void isLoopbackOnlyWhereAllowed() throws Exception {
    URI uri = URI.create("http://127.0.0.1:8080/keys");
    Target target = Target.of(uri, true);
    assertThat(target).isEqualTo(new Target("127.0.0.1", 8080, false, "/keys"));
    assertThat(target.authority()).isEqualTo("127.0.0.1:8080");
    assertThatThrownBy(() -> Target.of(uri, false)).hasMessageContaining("https");
  }

  @Test
  void isNotEndless() {
    URI uri = URI.create("https://issuer.example/" + "a".repeat(2048));
    assertThatThrownBy(() -> Target.of(uri, false)).hasMessageContaining("too long");
  }
}
