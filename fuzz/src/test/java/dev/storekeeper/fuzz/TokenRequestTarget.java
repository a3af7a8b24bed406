package dev.storekeeper.fuzz;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.token.exchange.ExchangeRequest;
import dev.storekeeper.token.http.ErrorResponse;
import dev.storekeeper.token.http.HttpEvent;
import dev.storekeeper.token.http.HttpResponse;
import dev.storekeeper.token.http.RequestReader;
import dev.storekeeper.token.refusal.Refusal;
import dev.storekeeper.token.refusal.RefusedException;
import dev.storekeeper.token.refusal.TokenPlace;
import dev.storekeeper.trust.AccessRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/**
 * The decoding of requests to the token endpoint: any headers and body are a request or a refusal
 * that can be answered, and a request holds no name beyond its alphabet. The input is as HTTP has
 * it, without the request line: header lines, an empty line, the body.
 */
public final class TokenRequestTarget {
  private static final RequestReader READER = new RequestReader("eu-west-1");

  private TokenRequestTarget() {}

  /** Entry point of the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    boolean _ = accepts(input);
  }

  static boolean accepts(byte[] input) {
    try {
      check(READER.read(HttpEvent.read(event(input))));
      return true;
    } catch (RefusedException e) {
      check(e.refusal());
      return false;
    }
  }

  private static ObjectNode event(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\n\n");
    String head = end < 0 ? text : text.substring(0, end);
    byte[] body = end < 0 ? new byte[0] : Arrays.copyOfRange(input, end + 2, input.length);
    ObjectNode event = JsonNodeFactory.instance.objectNode().put("rawPath", "/token");
    ObjectNode headers = event.putObject("headers");
    head.lines()
        .map(line -> line.split(": ", 2))
        .filter(line -> line.length == 2)
        .forEach(line -> headers.put(line[0].toLowerCase(Locale.ROOT), line[1]));
    event.putObject("requestContext").putObject("http").put("method", "POST");
    return event.put("isBase64Encoded", true).put("body", Base64.getEncoder().encodeToString(body));
  }

  private static void check(ExchangeRequest request) {
    require(!request.subjectToken().isEmpty(), "a request without a token");
    AccessRequest access = request.access();
    access.domain().ifPresent(domain -> require(domain.matches("[a-z0-9-]{2,50}"), "a domain"));
    access.domainOwner().ifPresent(owner -> require(owner.matches("[0-9]{12}"), "an owner"));
    access
        .repositories()
        .forEach(name -> require(name.matches("[A-Za-z0-9._-]{2,100}"), "a repository"));
    access
        .scopes()
        .forEach(scope -> require(scope.text().matches("[!-)+-~]+"), "a scope with a wildcard"));
    access
        .duration()
        .ifPresent(
            life -> require(life.toSeconds() >= 900 && life.toSeconds() <= 43_200, "a duration"));
    request.runLabel().ifPresent(label -> require(label.matches("[!-~]{1,64}"), "a run label"));
  }

  private static void check(Refusal refusal) {
    for (TokenPlace place : TokenPlace.values()) {
      HttpResponse response = ErrorResponse.of(refusal, place, "request");
      require(response.status() >= 400 && response.status() < 500, "a refusal that is no 4xx");
      response
          .headers()
          .values()
          .forEach(value -> require(value.matches("[ -~]*"), "a header that is not printable"));
    }
  }

  private static void require(boolean condition, String finding) {
    if (!condition) {
      throw new AssertionError("taken or answered: " + finding);
    }
  }
}
