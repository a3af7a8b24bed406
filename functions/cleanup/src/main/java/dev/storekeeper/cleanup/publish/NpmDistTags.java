package dev.storekeeper.cleanup.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.storekeeper.cleanup.publish.PublishException.Kind;
import dev.storekeeper.cleanup.registry.DistTags;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.codeartifact.PackageCoordinates;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Asks a repository's npm endpoint for dist-tags, as {@code npm dist-tag ls} does: {@code GET
 * -/package/<name>/dist-tags}. The last endpoint is remembered, and the last token while it is
 * good, because whoever asks goes through a repository package by package.
 */
public final class NpmDistTags implements DistTags {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Tokens are good for 15 minutes. */
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  /** A token that is younger is not what a denial is about. */
  private static final Duration YOUNG = Duration.ofMinutes(1);

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final Publisher publisher;
  private final InstantSource clock;
  private final PackageHttp http;
  private Optional<Endpoint> lastEndpoint = Optional.empty();
  private Optional<Token> lastToken = Optional.empty();

  /** Where npm reaches a repository. */
  private record Endpoint(RepositoryId repository, URI address) {}

  /** What opens the repositories of a domain, and when it was had. */
  private record Token(DomainId domain, EndpointToken token, Instant since) {}

  /**
   * Asks with these parts.
   *
   * @param publisher tells endpoints and hands out tokens
   */
  public NpmDistTags(Publisher publisher, EndpointPace pace, InstantSource clock) {
    this.publisher = publisher;
    this.clock = clock;
    this.http = new PackageHttp(pace, TIMEOUT, LONGEST_PAUSE);
  }

  @Override
  public Map<String, String> of(PackageCoordinates coordinates) throws RegistryException {
    RepositoryId repository = RepositoryId.of(coordinates);
    try {
      Place place = Place.of(endpoint(repository), token(repository.domain()));
      return tags(
          http.get(place, "-/package/" + NpmProtocol.segment(coordinates) + "/dist-tags")
              .orElseThrow(() ->
                  new RegistryException(
                      RegistryException.Kind.NOT_FOUND,
                      "npm finds no version of " + coordinates.arn())),
          coordinates);
    } catch (PublishException e) {
      if (e.kind() == Kind.FORBIDDEN) {
        forgetOldToken();
      }
      throw new RegistryException(
          e.kind() == Kind.FORBIDDEN
              ? RegistryException.Kind.DENIED
              : RegistryException.Kind.UNAVAILABLE,
          String.valueOf(e.getMessage()),
          e);
    }
  }

  private synchronized URI endpoint(RepositoryId repository) throws RegistryException {
    Optional<Endpoint> known = lastEndpoint.filter(it -> it.repository().equals(repository));
    if (known.isPresent()) {
      return known.get().address();
    }
    URI address = publisher.endpoint(repository, "npm");
    lastEndpoint = Optional.of(new Endpoint(repository, address));
    return address;
  }

  private synchronized EndpointToken token(DomainId domain) throws RegistryException {
    Instant now = clock.instant();
    Optional<Token> known =
        lastToken
            .filter(it -> it.domain().equals(domain))
            .filter(it -> now.isBefore(it.since().plus(REMEMBERED)));
    if (known.isPresent()) {
      return known.get().token();
    }
    EndpointToken token = publisher.token(domain);
    lastToken = Optional.of(new Token(domain, token, now));
    return token;
  }

  private synchronized void forgetOldToken() {
    Instant now = clock.instant();
    lastToken = lastToken.filter(it -> now.isBefore(it.since().plus(YOUNG)));
  }

  private static Map<String, String> tags(byte[] body, PackageCoordinates coordinates)
      throws RegistryException {
    JsonNode json = parsed(body);
    Map<String, String> tags = new TreeMap<>();
    for (Map.Entry<String, JsonNode> tag : json.properties()) {
      if (tag.getValue().isTextual()) {
        tags.put(tag.getKey(), tag.getValue().textValue());
      }
    }
    if (!json.isObject() || tags.size() < json.size()) {
      throw new RegistryException(
          RegistryException.Kind.UNAVAILABLE,
          "dist-tags of %s: found no object of texts".formatted(coordinates.arn()));
    }
    return tags;
  }

  private static JsonNode parsed(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
