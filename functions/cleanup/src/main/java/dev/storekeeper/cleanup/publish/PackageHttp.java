package dev.storekeeper.cleanup.publish;

import dev.storekeeper.cleanup.publish.PublishException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * Requests to package endpoints, at their pace. A request whose answer is lost, or is 408, 429 or
 * 5xx, is sent three times: all that are sent here may be repeated. No redirect is followed, since
 * it would take the token elsewhere. Safe for use by many threads.
 */
final class PackageHttp {
  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 3;
  private static final int MAX_ANSWER = 16 << 20;
  private static final int MAX_TEXT = 300;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Set<Integer> RETRIED = Set.of(408, TOO_MANY_REQUESTS, 500, 502, 503, 504);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECTION_TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final EndpointPace pace;
  private final Duration timeout;
  private final Duration longestPause;

  /**
   * Requests at a pace.
   *
   * @param timeout how long a request may take, with its body and its answer
   * @param longestPause how long to wait at most before a request is repeated
   */
  PackageHttp(EndpointPace pace, Duration timeout, Duration longestPause) {
    this.pace = pace;
    this.timeout = timeout;
    this.longestPause = longestPause;
  }

  /** An answer: its status and its bytes. */
  record Answer(int status, byte[] body) {}

  /** One attempt: an answer, or why there was none. */
  private record Attempt(Optional<HttpResponse<byte[]>> response, Optional<IOException> failure) {}

  /**
   * Sends a body and expects that it is accepted.
   *
   * @throws PublishException if the answer is not 2xx, or if there is none; the message names
   *     method and address, and what the service said
   */
  void send(String method, Place place, String path, String contentType, Body body)
      throws PublishException {
    HttpRequest request =
        request(place, path)
            .header("Content-Type", contentType)
            .method(method, publisher(body))
            .build();
    Answer answer = answer(request, place.token());
    if (answer.status() / 100 != 2) {
      throw refused(request, answer, place.token());
    }
  }

  /**
   * Fetches a document.
   *
   * @return its bytes; absent if there is none (404)
   * @throws PublishException if that cannot be found out
   */
  Optional<byte[]> get(Place place, String path) throws PublishException {
    HttpRequest request = request(place, path).GET().build();
    Answer answer = answer(request, place.token());
    if (answer.status() == 404) {
      return Optional.empty();
    }
    if (answer.status() / 100 != 2) {
      throw refused(request, answer, place.token());
    }
    return Optional.of(answer.body());
  }

  private HttpRequest.Builder request(Place place, String path) {
    return HttpRequest.newBuilder(place.address(path))
        .timeout(timeout)
        .header("Authorization", place.token().basic())
        .header("User-Agent", "storekeeper");
  }

  private Answer answer(HttpRequest request, EndpointToken token) throws PublishException {
    for (int attempt = 1; ; attempt++) {
      Attempt made = attempt(request);
      Optional<HttpResponse<byte[]>> response = made.response();
      if (response.filter(it -> it.statusCode() == TOO_MANY_REQUESTS).isPresent()) {
        pace.throttled(request.method());
      }
      boolean retried = response.isEmpty() || RETRIED.contains(response.get().statusCode());
      if (response.isPresent() && !retried) {
        return new Answer(response.get().statusCode(), response.get().body());
      }
      if (attempt == ATTEMPTS) {
        if (response.isPresent()) {
          throw refused(
              request, new Answer(response.get().statusCode(), response.get().body()), token);
        }
        IOException failure = made.failure().orElseThrow();
        throw new PublishException(
            Kind.TRANSIENT,
            token.withheld(name(request) + ": no answer: " + text(failure)),
            failure);
      }
      sleep(pauseAfter(attempt, response));
    }
  }

  private Attempt attempt(HttpRequest request) throws PublishException {
    awaitTurn(request);
    CompletableFuture<HttpResponse<byte[]>> future =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER));
    try {
      return new Attempt(
          Optional.of(future.get(timeout.toMillis(), TimeUnit.MILLISECONDS)), Optional.empty());
    } catch (ExecutionException e) {
      // What the body's stream throws comes unchecked.
      if (e.getCause() instanceof UncheckedIOException failure) {
        return new Attempt(
            Optional.empty(), Optional.of(new IOException(failure.getMessage(), failure)));
      }
      if (e.getCause() instanceof IOException failure) {
        return new Attempt(Optional.empty(), Optional.of(failure));
      }
      throw new IllegalStateException(name(request) + " failed", e.getCause());
    } catch (TimeoutException e) {
      future.cancel(true);
      return new Attempt(Optional.empty(), Optional.of(new IOException("too slow", e)));
    } catch (InterruptedException e) {
      future.cancel(true);
      throw interrupted(e);
    }
  }

  private void awaitTurn(HttpRequest request) throws PublishException {
    try {
      pace.await(request.method());
    } catch (AbortedException e) {
      throw new PublishException(Kind.TRANSIENT, "interrupted", e);
    }
  }

  private void sleep(Duration duration) throws PublishException {
    try {
      pace.sleep(duration);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static PublishException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new PublishException(Kind.TRANSIENT, "interrupted", e);
  }

  private Duration pauseAfter(int attempt, Optional<HttpResponse<byte[]>> response) {
    Duration told =
        response
            .flatMap(answer -> answer.headers().firstValue("Retry-After"))
            .filter(text -> text.matches("[0-9]{1,4}"))
            .map(text -> Duration.ofSeconds(Long.parseLong(text)))
            .orElse(Duration.ofSeconds(attempt));
    return told.compareTo(longestPause) > 0 ? longestPause : told;
  }

  private static PublishException refused(HttpRequest request, Answer answer, EndpointToken token) {
    Kind kind =
        answer.status() == 401 || answer.status() == 403
            ? Kind.FORBIDDEN
            : RETRIED.contains(answer.status()) ? Kind.TRANSIENT : Kind.REFUSED;
    String said = PrintableText.of(answer.body(), MAX_TEXT);
    return new PublishException(
        kind,
        token.withheld(
            name(request)
                + ": the answer is "
                + answer.status()
                + (said.isEmpty() ? "" : ", " + said)));
  }

  private static BodyPublisher publisher(Body body) {
    BodyPublisher stream = BodyPublishers.ofInputStream(() -> opened(body));
    return body.length() == 0
        ? BodyPublishers.noBody()
        : BodyPublishers.fromPublisher(stream, body.length());
  }

  private static InputStream opened(Body body) {
    try {
      return body.content().open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Method and address; a path has no secrets, a query is never sent. */
  private static String name(HttpRequest request) {
    URI uri = request.uri();
    return request.method()
        + " "
        + uri.getScheme()
        + "://"
        + uri.getRawAuthority()
        + uri.getRawPath();
  }

  private static String text(IOException failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}
