package dev.storekeeper.sandbox.runtime.httpapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteKeyTest {
  private static final HttpApi API =
      new HttpApi(
          "Api",
          "api",
          Stream.of(
                  "$default",
                  "ANY /pets/{proxy+}",
                  "ANY /pets/{id}",
                  "GET /pets/{id}",
                  "GET /pets/dog",
                  "GET /pets/dog/{proxy+}",
                  "POST /token",
                  "GET /")
              .map(key ->
                  new HttpApi.Route(
                      RouteKey.of(key), "arn", Duration.ofSeconds(1), Throttling.DEFAULT))
              .toList(),
          Optional.empty(),
          Throttling.DEFAULT,
          Map.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | /              | GET /                  | {}",
        "POST   | /token         | POST /token            | {}",
        "GET    | /token         | $default               | {}",
        "GET    | /pets/dog      | GET /pets/dog          | {}",
        "GET    | /pets/cat      | GET /pets/{id}         | {id=cat}",
        "PUT    | /pets/cat      | ANY /pets/{id}         | {id=cat}",
        "GET    | /pets/cat/1/2  | ANY /pets/{proxy+}     | {proxy=cat/1/2}",
        "GET    | /pets/dog/1/2  | GET /pets/dog/{proxy+} | {proxy=1/2}",
        "GET    | /pets/a%2Fb+c  | GET /pets/{id}         | {id=a/b+c}",
        "GET    | /pets          | $default               | {}",
      })
  void theMostSpecificRouteTakesTheRequest(
      String method, String path, String route, String parameters) {
    HttpApi.Match match = API.match(method, path).orElseThrow();

    assertThat(match.route().key().text()).isEqualTo(route);
    assertThat(match.pathParameters()).hasToString(parameters);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET", "FETCH /a", "GET a", "GET /{a+}/b", "GET /a b", "GET /{}"})
  void aMalformedKeyIsRefusedAndNamed(String key) {
    assertThatThrownBy(() -> RouteKey.of(key)).hasMessageContaining("'" + key + "'");
  }
}
