package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codeartifact.model.GetAuthorizationTokenResponse;
import software.amazon.awssdk.services.codeartifact.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codeartifact.model.ValidationException;

final class TokenTest {
  @TempDir Path state;

  private static GetAuthorizationTokenResponse token(Sandbox sandbox, long seconds) {
    return sandbox.client.getAuthorizationToken(
        request -> request.domain("acme").durationSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"900, 900", "3600, 3600", "43200, 43200", "0, 43200"})
  void aTokenExpiresWhenAskedOrWithTheSession(long asked, long granted) throws IOException {
    try (Sandbox sandbox = new Sandbox(state).withRepository()) {
      GetAuthorizationTokenResponse response = token(sandbox, asked);

      assertThat(response.authorizationToken()).startsWith("eyJ2ZXIi");
      assertThat(response.expiration()).isEqualTo(sandbox.clock.instant().plusSeconds(granted));
    }
  }

  @Test
  void aTokenWithoutDurationIsGoodForTwelveHours() throws IOException {
    try (Sandbox sandbox = new Sandbox(state).withRepository()) {
      assertThat(
              sandbox.client.getAuthorizationToken(request -> request.domain("acme")).expiration())
          .isEqualTo(sandbox.clock.instant().plus(Duration.ofHours(12)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 899, 43201})
  void otherDurationsAreInvalid(long seconds) throws IOException {
    try (Sandbox sandbox = new Sandbox(state).withRepository()) {
      assertThatThrownBy(() -> token(sandbox, seconds))
          .isInstanceOf(ValidationException.class)
          .hasMessageContaining("'duration'")
          .hasMessageContaining(Long.toString(seconds));
    }
  }

  @Test
  void aDurationOfZeroEndsWithTheCallersSession() throws IOException {
    Principal session =
        new Principal(
            Sandbox.ACCOUNT,
            "arn:aws:sts::111111111111:assumed-role/ci/job",
            Map.of(Principal.SESSION_END, "2026-03-04T10:45:30Z"));
    try (Sandbox sandbox =
        new Sandbox(
            state,
            options ->
                options.withAccess(exchange -> session, (principal, action, resource) -> {}))) {
      sandbox.withRepository();

      assertThat(token(sandbox, 0).expiration()).isEqualTo("2026-03-04T10:45:30Z");
      assertThat(token(sandbox, 3600).expiration()).isEqualTo("2026-03-04T11:15:30.250Z");
    }
  }

  @Test
  void aTokenNeedsADomainThatExists() throws IOException {
    try (Sandbox sandbox = new Sandbox(state)) {
      assertThatThrownBy(() -> token(sandbox, 900)).isInstanceOf(ResourceNotFoundException.class);
    }
  }

  @Test
  void aTokenIsGoodUntilItExpiresAndSurvivesARestart() throws IOException {
    String token;
    try (Sandbox sandbox = new Sandbox(state).withRepository()) {
      token = token(sandbox, 900).authorizationToken();
      sandbox.publish("hello", "1.0", "a.txt", "content");
    }
    try (Sandbox sandbox = new Sandbox(state)) {
      sandbox.clock.advance(Duration.ofSeconds(899));
      assertThat(sandbox.get(token, "hello/1.0/a.txt").statusCode()).isEqualTo(200);
      sandbox.clock.advance(Duration.ofSeconds(1));

      HttpResponse<String> expired = sandbox.get(token, "hello/1.0/a.txt");

      assertThat(expired.statusCode()).isEqualTo(401);
      assertThat(expired.body()).contains("expired at 2026-03-04T10:30:30");
      assertThat(expired.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic ");

      sandbox.clock.advance(Duration.ofDays(2));
      sandbox.token();
      assertThat(sandbox.get(token, "hello/1.0/a.txt").body()).contains("unknown");
    }
  }

  @Test
  void theTokenItselfIsNotInTheStateFolder() throws IOException {
    String token;
    try (Sandbox sandbox = new Sandbox(state).withRepository()) {
      token = sandbox.token();
    }
    try (Stream<Path> files = Files.walk(state)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(token);
      }
    }
  }

  @Test
  void missingUnknownAndMisusedCredentialsAreChallenged() throws IOException {
    try (Sandbox sandbox = new Sandbox(state).withRepository()) {
      String token = sandbox.token();
      sandbox.publish("hello", "1.0", "a.txt", "content");

      assertThat(status(sandbox, null)).isEqualTo(401);
      assertThat(status(sandbox, "Bearer unknown")).isEqualTo(401);
      assertThat(status(sandbox, "Basic ???")).isEqualTo(401);
      assertThat(status(sandbox, basic("someone", token))).isEqualTo(401);
      assertThat(status(sandbox, "Digest " + token)).isEqualTo(401);
      assertThat(status(sandbox, basic("aws", token))).isEqualTo(200);
      assertThat(status(sandbox, "bearer " + token)).isEqualTo(200);
    }
  }

  private static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  private static int status(Sandbox sandbox, @Nullable String authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(sandbox.endpoint("releases", "hello/1.0/a.txt"));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    HttpResponse<String> response = sandbox.send(request.build());
    if (response.statusCode() == 401) {
      assertThat(response.headers().firstValue("WWW-Authenticate").orElse(""))
          .startsWith("Basic realm=\"");
      assertThat(response.body()).contains("authorization token");
    }
    return response.statusCode();
  }

  @Test
  void aTokenOfAnotherDomainIsDenied() throws IOException {
    try (Sandbox sandbox = new Sandbox(state).withRepository()) {
      sandbox.client.createDomain(request -> request.domain("other"));
      String token =
          sandbox
              .client
              .getAuthorizationToken(request -> request.domain("other"))
              .authorizationToken();

      HttpResponse<String> response = sandbox.get(token, "hello/1.0/a.txt");

      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.body()).contains("'other'");
    }
  }

  @Test
  void aTokenDoesNotOutliveItsDomain() throws IOException {
    try (Sandbox sandbox = new Sandbox(state).withRepository()) {
      String token = sandbox.token();
      sandbox.client.deleteRepository(request -> request.domain("acme").repository("releases"));
      sandbox.client.deleteDomain(request -> request.domain("acme"));
      sandbox.withRepository();

      assertThat(sandbox.get(token, "hello/1.0/a.txt").statusCode()).isEqualTo(401);
    }
  }
}
