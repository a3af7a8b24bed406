package dev.storekeeper.token.http;

import dev.storekeeper.token.refusal.ErrorCode;
import dev.storekeeper.token.refusal.Refusal;
import dev.storekeeper.token.refusal.RefusedException;
import dev.storekeeper.trust.AccessRequest;
import dev.storekeeper.trust.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decodes what a request asks for. */
final class AccessReader {
  private static final int MAX_SCOPES = 50;
  private static final int MIN_SECONDS = 900;
  private static final int MAX_SECONDS = 43_200;

  private final String region;

  AccessReader(String region) {
    this.region = region;
  }

  AccessRequest read(Parameters parameters) throws RefusedException {
    Targets targets = Targets.of(parameters.all("resource"), parameters.all("audience"), region);
    return new AccessRequest(
        parameters.one("grant"),
        targets.domain(),
        targets.owner(),
        targets.repositories(),
        scopes(parameters.one("scope")),
        duration(parameters.one("duration_seconds")));
  }

  private static List<Scope> scopes(Optional<String> text) throws RefusedException {
    List<Scope> scopes = new ArrayList<>();
    for (String word : text.map(words -> List.of(words.split(" ", -1))).orElse(List.of())) {
      Scope scope =
          Scope.of(word)
              .filter(known -> !known.text().endsWith("*"))
              .orElseThrow(() ->
                  scope(
                      "scope must be read, publish or publish:<format>/<namespace>/<name>,"
                          + " separated by single spaces.",
                      "unknown-scope"));
      if (!scopes.contains(scope)) {
        scopes.add(scope);
      }
    }
    if (scopes.size() > MAX_SCOPES) {
      throw scope("There are more than " + MAX_SCOPES + " scopes.", "too-many-scopes");
    }
    return scopes;
  }

  private static Optional<Duration> duration(Optional<String> text) throws RefusedException {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    int seconds = text.get().matches("[0-9]{1,6}") ? Integer.parseInt(text.get()) : -1;
    if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
      throw Parameters.malformed(
          "duration_seconds must be " + MIN_SECONDS + " to " + MAX_SECONDS + ".", "duration");
    }
    return Optional.of(Duration.ofSeconds(seconds));
  }

  private static RefusedException scope(String description, String reason) {
    return Refusal.of(ErrorCode.INVALID_SCOPE, description, reason).asException();
  }
}
