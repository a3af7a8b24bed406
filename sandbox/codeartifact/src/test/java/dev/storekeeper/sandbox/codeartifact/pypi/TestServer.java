package dev.storekeeper.sandbox.codeartifact.pypi;

import com.sun.net.httpserver.HttpServer;
import dev.storekeeper.sandbox.codeartifact.protocol.RepositoryAccess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/** A server on loopback that mounts the protocol as the sandbox does, with a client for it. */
final class TestServer implements AutoCloseable {
  private static final String MOUNT = "/acme-111122223333/pypi/team/";

  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  TestServer(PypiProtocol protocol, RepositoryAccess repository) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        MOUNT,
        exchange -> {
          String path = exchange.getRequestURI().getRawPath().substring(MOUNT.length());
          protocol.handle(exchange, path, repository);
        });
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + MOUNT + path);
  }

  /** Sends a request; headers are names and values in turn. */
  HttpResponse<String> send(String method, String path, String... headers) {
    return send(method, path, BodyPublishers.noBody(), headers);
  }

  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, headers);
  }

  HttpResponse<String> upload(MultipartBody form) {
    return send(
        "POST", "", BodyPublishers.ofByteArray(form.bytes()), "Content-Type", form.contentType());
  }

  /** Uploads with chunked transfer encoding, in whatever pieces the stream gives out. */
  HttpResponse<String> upload(String contentType, Supplier<InputStream> body) {
    return send("POST", "", BodyPublishers.ofInputStream(body), "Content-Type", contentType);
  }

  private HttpResponse<String> send(
      String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(path)).method(method, body).timeout(Duration.ofSeconds(20));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    client.close();
    server.stop(0);
  }
}
