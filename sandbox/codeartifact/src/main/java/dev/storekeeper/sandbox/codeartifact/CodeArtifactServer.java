package dev.storekeeper.sandbox.codeartifact;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A server of its own on a loopback port. */
public final class CodeArtifactServer implements AutoCloseable {
  private static final int BACKLOG = 0;
  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(10);

  private final HttpServer server;
  private final ExecutorService threads;
  private final CodeArtifactHandler handler;
  private final URI baseUri;

  private CodeArtifactServer(
      HttpServer server, ExecutorService threads, CodeArtifactHandler handler, URI baseUri) {
    this.server = server;
    this.threads = threads;
    this.handler = handler;
    this.baseUri = baseUri;
  }

  /**
   * Starts a server.
   *
   * @throws BindException if the port is taken
   * @throws IOException if the state folder cannot be opened
   */
  public static CodeArtifactServer start(ServerOptions options) throws IOException {
    InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    HttpServer server = bind(new InetSocketAddress(loopback, options.port()));
    boolean started = false;
    try {
      URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      CodeArtifactHandler handler =
          new CodeArtifactHandler(
              new CodeArtifactSettings(
                  options.state(),
                  options.region(),
                  base,
                  options.maximumAssetBytes(),
                  options.quotas(),
                  options.upstreams()),
              options.protocols(),
              options.principals(),
              options.access(),
              options.listener(),
              options.trail(),
              options.clock());
      ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
      server.setExecutor(threads);
      server.createContext("/", new LatencyHandler(options.latency(), handler));
      server.start();
      started = true;
      return new CodeArtifactServer(server, threads, handler, base);
    } finally {
      if (!started) {
        server.stop(0);
      }
    }
  }

  private static HttpServer bind(InetSocketAddress address) throws IOException {
    try {
      return HttpServer.create(address, BACKLOG);
    } catch (BindException e) {
      throw (BindException)
          new BindException(
                  "Port " + address.getPort() + " on 127.0.0.1 cannot be used: " + e.getMessage())
              .initCause(e);
    }
  }

  /** Where the server is, for example {@code http://127.0.0.1:4575}. */
  public URI baseUri() {
    return baseUri;
  }

  /** The port. */
  public int port() {
    return baseUri.getPort();
  }

  /** The handler that answers. */
  public CodeArtifactHandler handler() {
    return handler;
  }

  /** Stops: connections are closed, requests under way end, then the state folder is closed. */
  @Override
  public void close() throws IOException {
    server.stop(0);
    threads.shutdown();
    try (handler) {
      threads.awaitTermination(PATIENCE_AT_CLOSE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
