package dev.storekeeper.sandbox.codeartifact.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptHeaderTest {
  private static final String V1 = "application/vnd.pypi.simple.v1+";
  private static final String LATEST = "application/vnd.pypi.simple.latest+";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v1json | JSON",
        "v1html | HTML",
        "latestjson | JSON",
        "latesthtml | HTML",
        "text/html | TEXT_HTML",
        "TEXT/HTML | TEXT_HTML",
        "*/* | TEXT_HTML",
        "text/* | TEXT_HTML",
        "application/* | HTML",
        "v1json, v1html; q=0.1, text/html; q=0.01 | JSON",
        "v1json, v1html;q=0.2, text/html;q=0.01 | JSON",
        "v1json;q=0.1, text/html | TEXT_HTML",
        "v1json, */* | JSON",
        "*/*, v1json | JSON",
        "v1json;q=0.5, */*;q=0.6 | TEXT_HTML",
        "v1html, v1json | HTML",
        "v1json, v1html | JSON",
        "text/html;q=0, */* | HTML",
        "text/html;q=0, v1html;q=0, */* | JSON",
        "v1json;q=0.500, text/html;q=0.499 | JSON",
        "text/html; charset=utf-8 | TEXT_HTML",
        "text/html;x=\"a,b;q=0\";q=0.3, v1json;q=0.2 | TEXT_HTML",
        "image/png, v1json;q=0.1 | JSON",
        "nonsense, v1json | JSON",
        "v1json;q=2, text/html;q=0.1 | TEXT_HTML",
        "application/json, text/html;q=0.1 | TEXT_HTML",
      })
  void theBestFormThatTheClientAcceptsIsChosen(String header, SimpleFormat expected) {
    assertThat(AcceptHeader.negotiate(List.of(expand(header)))).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "image/*",
        "text/html;q=0",
        "*/*;q=0",
        "text/html;q=0.0, application/*;q=0.000",
        "application/vnd.pypi.simple.v2+json",
        "nonsense",
        "text/html;q=high",
        ",",
        "\"",
        "*/html"
      })
  void nothingIsChosenWhenTheClientAcceptsNothingThatIsOffered(String header) {
    assertThat(AcceptHeader.negotiate(List.of(header))).isEmpty();
  }

  @Test
  void withoutWishesTheClientGetsHtml() {
    assertThat(AcceptHeader.negotiate(List.of())).contains(SimpleFormat.TEXT_HTML);
    assertThat(AcceptHeader.negotiate(List.of("", "  "))).contains(SimpleFormat.TEXT_HTML);
  }

  @Test
  void severalHeadersCountAsOne() {
    assertThat(AcceptHeader.negotiate(List.of("text/html;q=0.1", expand("v1json"))))
        .contains(SimpleFormat.JSON);
  }

  private static String expand(String header) {
    return header
        .replace("v1json", V1 + "json")
        .replace("v1html", V1 + "html")
        .replace("latestjson", LATEST + "json")
        .replace("latesthtml", LATEST + "html");
  }
}
