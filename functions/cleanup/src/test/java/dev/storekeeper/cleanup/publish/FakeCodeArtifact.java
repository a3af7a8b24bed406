package dev.storekeeper.cleanup.publish;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.storekeeper.cleanup.export.ExportedAsset;
import dev.storekeeper.cleanup.export.FakeSource;
import dev.storekeeper.cleanup.export.Faults;
import dev.storekeeper.cleanup.export.TestBucket;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * A repository on loopback: its package endpoints speak the protocols, and it takes what is
 * published with the API.
 */
final class FakeCodeArtifact implements Publisher, AutoCloseable {
  /** What opens it. */
  static final String TOKEN = "eyJ2ZXIiOjF9.secret";

  private static final String BASIC =
      "Basic "
          + Base64.getEncoder().encodeToString(("aws:" + TOKEN).getBytes(StandardCharsets.UTF_8));

  private final HttpServer server;
  private final PlayedVersions versions;
  private final PlayedPypi pypi;
  private final PlayedNpm npm;
  private final PlayedMaven maven;
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private Faults faults = Faults.none();
  private int broken;
  private Optional<String> control = Optional.of("ALLOW");
  private Optional<Refusal> refusal = Optional.empty();
  private String token = TOKEN;

  FakeCodeArtifact(FakeSource source, RepositoryId repository) throws IOException {
    versions = new PlayedVersions(source, repository);
    pypi = new PlayedPypi(versions);
    npm = new PlayedNpm(versions);
    maven = new PlayedMaven(versions);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  PlayedPypi pypi() {
    return pypi;
  }

  PlayedNpm npm() {
    return npm;
  }

  PlayedMaven maven() {
    return maven;
  }

  /** Methods and paths, in order; API calls by their name. */
  List<String> requests() {
    return requests;
  }

  /** What fails from now on. */
  void faults(Faults next) {
    faults = next;
  }

  /** What the package's origin controls say. */
  void control(Optional<String> value) {
    control = value;
  }

  /** Every request to a package endpoint is refused like this. */
  void refuse(Refusal next) {
    refusal = Optional.of(next);
  }

  /** Hands out another token, which does not open it. */
  void token(String other) {
    token = other;
  }

  @Override
  public URI endpoint(RepositoryId repository, String format) throws RegistryException {
    call("GetRepositoryEndpoint");
    return URI.create(
        "http://127.0.0.1:%d/%s/%s/"
            .formatted(server.getAddress().getPort(), format, repository.name()));
  }

  @Override
  public EndpointToken token(DomainId domain) throws RegistryException {
    call("GetAuthorizationToken");
    return new EndpointToken(token);
  }

  @Override
  public Optional<String> publishControl(PackageCoordinates coordinates) throws RegistryException {
    call("DescribePackage");
    return control;
  }

  @Override
  public void publish(
      PackageVersion version, ExportedAsset asset, Content content, boolean unfinished)
      throws RegistryException {
    call("PublishPackageVersion " + asset.name() + (unfinished ? " unfinished" : ""));
    try (InputStream in = content.open()) {
      byte[] bytes = in.readAllBytes();
      if (!TestBucket.hash(bytes).equals(asset.sha256())) {
        throw new RegistryException(RegistryException.Kind.UNAVAILABLE, "hash");
      }
      boolean published =
          versions.find(version).filter(found -> !found.status().equals("Unfinished")).isPresent();
      if (published) {
        throw new RegistryException(RegistryException.Kind.CONFLICT, "the version is published");
      }
      versions.add(version, asset.name(), bytes, "Unfinished");
      if (!unfinished) {
        versions.finish(version);
      }
    } catch (Refusal e) {
      throw new RegistryException(
          RegistryException.Kind.CONFLICT, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new RegistryException(RegistryException.Kind.UNAVAILABLE, "the content failed", e);
    }
    if (faults.next(Faults.Moment.AFTER)) {
      throw new RegistryException(RegistryException.Kind.UNAVAILABLE, "lost");
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void call(String name) throws RegistryException {
    requests.add(name);
    if (faults.next(Faults.Moment.BEFORE)) {
      throw new RegistryException(RegistryException.Kind.UNAVAILABLE, name + " failed");
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String[] path = exchange.getRequestURI().getRawPath().substring(1).split("/", 3);
      requests.add(exchange.getRequestMethod() + " " + path[0] + " " + path[2]);
      if (isBroken(Faults.Moment.BEFORE)) {
        send(exchange, 503, "busy");
        return;
      }
      int status = 200;
      byte[] answer;
      try {
        answer = handle(exchange, path[0], path[2], body);
      } catch (Refusal e) {
        status = e.status();
        answer = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
      }
      if (!isBroken(Faults.Moment.AFTER)) {
        send(exchange, status, new String(answer, StandardCharsets.UTF_8));
      }
    }
  }

  /** A failure lasts for three requests, since as many are sent. */
  private synchronized boolean isBroken(Faults.Moment moment) {
    if (broken > 0) {
      broken -= moment == Faults.Moment.BEFORE ? 1 : 0;
      return true;
    }
    if (faults.next(moment)) {
      broken = 2;
      return true;
    }
    return false;
  }

  private byte[] handle(HttpExchange exchange, String format, String path, byte[] body)
      throws Refusal {
    if (!BASIC.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      throw new Refusal(401, "who are you with " + exchange.getRequestHeaders());
    }
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    String method = exchange.getRequestMethod();
    String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
    switch (format) {
      case "pypi" -> pypi.accept(method, path, type, body);
      case "npm" -> {
        return npm.answer(method, path, type, body);
      }
      case "maven" -> {
        return maven.accept(method, path, body);
      }
      default -> throw new Refusal(501, format);
    }
    return new byte[0];
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
