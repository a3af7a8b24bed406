package dev.storekeeper.sandbox.codeartifact.endpoint;

import com.sun.net.httpserver.HttpExchange;
import dev.storekeeper.sandbox.codeartifact.AccessControl;
import dev.storekeeper.sandbox.codeartifact.Principal;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.catalog.Catalog;
import dev.storekeeper.sandbox.codeartifact.catalog.DomainId;
import dev.storekeeper.sandbox.codeartifact.catalog.Token;
import dev.storekeeper.sandbox.codeartifact.catalog.Tokens.Check;
import dev.storekeeper.sandbox.codeartifact.http.Responses;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageProtocol;
import dev.storekeeper.sandbox.codeartifact.quota.RequestMeter;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import dev.storekeeper.sandbox.codeartifact.trail.CallTrace;
import dev.storekeeper.sandbox.codeartifact.upstream.Resolution;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Answers package managers' requests: checks the token, then lets the format's protocol answer. */
public final class PackageEndpoints {
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private final Catalog catalog;
  private final Resolution resolution;
  private final AccessControl access;
  private final RequestMeter meter;
  private final Map<String, PackageProtocol> protocols = new TreeMap<>();

  /** The endpoints of a catalog's repositories for these protocols, one for each format. */
  public PackageEndpoints(
      Catalog catalog,
      Resolution resolution,
      AccessControl access,
      RequestMeter meter,
      List<PackageProtocol> protocols) {
    this.catalog = catalog;
    this.resolution = resolution;
    this.access = access;
    this.meter = meter;
    for (PackageProtocol protocol : protocols) {
      if (this.protocols.put(protocol.format(), protocol) != null) {
        throw new IllegalArgumentException("Two protocols for format " + protocol.format());
      }
    }
  }

  /**
   * The permission that a request for a package needs, which is also what its record is called:
   * {@code ReadFromRepository} or {@code PublishPackageVersion}; empty if the path is none of a
   * package endpoint.
   */
  public static Optional<String> operation(String method, String rawPath) {
    return EndpointPath.parse(rawPath)
        .map(_ -> READING.contains(method) ? "ReadFromRepository" : "PublishPackageVersion");
  }

  /**
   * Answers a request and closes the exchange; says to the trace who asked for what. Refusals are
   * text for people.
   */
  public void handle(HttpExchange exchange, CallTrace trace) throws IOException {
    try {
      route(exchange, trace);
    } catch (ServiceException refusal) {
      if (exchange.getResponseCode() >= 0) {
        throw refusal;
      }
      trace.failed(refusal);
      exchange.getResponseHeaders().set("x-amzn-errortype", refusal.code());
      Responses.text(exchange, refusal.status(), refusal.getMessage());
    }
  }

  private void route(HttpExchange exchange, CallTrace trace) throws IOException {
    String rawPath = exchange.getRequestURI().getRawPath();
    EndpointPath path = EndpointPath.parse(rawPath).orElseThrow(() -> noEndpoint(rawPath));
    Principal principal = authenticate(exchange, path, trace);
    catalog.repositories().require(path.repository());
    Optional.ofNullable(protocols.get(path.format()))
        .orElseThrow(() -> notServed(path.format()))
        .handle(
            exchange,
            path.rest(),
            new TracedAccess(
                new CatalogAccess(catalog, resolution, access, principal, path.repository()),
                trace));
  }

  private Principal authenticate(HttpExchange exchange, EndpointPath path, CallTrace trace) {
    DomainId domain = path.repository().domain();
    Optional<String> secret =
        Credentials.token(exchange.getRequestHeaders().getFirst("Authorization"));
    if (secret.isEmpty()) {
      throw unauthorized(
          exchange,
          domain,
          "An authorization token is needed, as the password of user 'aws' or as a bearer token");
    }
    return switch (catalog.tokens().check(secret.get())) {
      case Check.Valid(Token token) -> {
        trace(exchange, path, token.principal(), trace);
        boolean reads = READING.contains(exchange.getRequestMethod());
        meter.request(exchange, token.principal().account(), secret.get(), reads);
        yield principal(token, domain);
      }
      case Check.Expired expired ->
          throw unauthorized(
              exchange, domain, "The authorization token expired at " + expired.since());
      case Check.Unknown unknown ->
          throw unauthorized(
              exchange, domain, "The authorization token is unknown; it may have expired");
    };
  }

  private static void trace(
      HttpExchange exchange, EndpointPath path, Principal principal, CallTrace trace) {
    String method = exchange.getRequestMethod();
    boolean reads = READING.contains(method);
    trace.identify(principal, reads ? "ReadFromRepository" : "PublishPackageVersion", reads);
    trace.parameters(
        Json.object()
            .put("domainName", path.repository().domain().name())
            .put("domainOwner", path.repository().domain().owner())
            .put("repositoryName", path.repository().name())
            .put("packageFormat", path.format()));
    trace.additional(
        Json.object()
            .put("httpMethod", method)
            .put(
                "requestUri",
                "/" + path.format() + "/" + path.repository().name() + "/" + path.rest()));
  }

  private static Principal principal(Token token, DomainId domain) {
    if (!token.domain().equals(domain)) {
      throw ServiceException.denied(
          "The authorization token is good for domain '"
              + token.domain().name()
              + "' of account "
              + token.domain().owner()
              + " only");
    }
    return token.principal();
  }

  private ServiceException unauthorized(HttpExchange exchange, DomainId domain, String message) {
    meter.anonymous(exchange);
    exchange
        .getResponseHeaders()
        .set(
            "WWW-Authenticate",
            "Basic realm=\"" + domain.name() + "-" + domain.owner() + "\", charset=\"UTF-8\"");
    return new ServiceException(401, "UnauthorizedException", message);
  }

  private static ServiceException noEndpoint(String path) {
    return new ServiceException(
        404,
        "UnknownOperationException",
        "Nothing is served at "
            + path
            + "; package endpoints are /<domain>-<owner>/<format>/<repository>/");
  }

  private ServiceException notServed(String format) {
    return new ServiceException(
        501,
        "NotImplementedException",
        "Format '"
            + format
            + "' is not served here; served are "
            + String.join(", ", protocols.keySet()));
  }
}
