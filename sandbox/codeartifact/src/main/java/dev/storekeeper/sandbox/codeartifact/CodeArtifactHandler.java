package dev.storekeeper.sandbox.codeartifact;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.storekeeper.sandbox.codeartifact.catalog.Catalog;
import dev.storekeeper.sandbox.codeartifact.control.ControlPlane;
import dev.storekeeper.sandbox.codeartifact.control.Operation;
import dev.storekeeper.sandbox.codeartifact.endpoint.PackageEndpoints;
import dev.storekeeper.sandbox.codeartifact.http.Responses;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageProtocol;
import dev.storekeeper.sandbox.codeartifact.upstream.Resolution;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * CodeArtifact over one state folder, to be mounted at {@code /} of an HTTP server: the API below
 * {@code /v1/}, package endpoints at {@code /<domain>-<owner>/<format>/<repository>/}. Give the
 * server an executor of virtual threads and do not interrupt them: an interrupted write closes the
 * store. Safe for use by many threads.
 */
public final class CodeArtifactHandler implements HttpHandler, AutoCloseable {
  private static final Logger LOG = System.getLogger(CodeArtifactHandler.class.getName());
  private static final int CONCURRENT_REQUESTS = 512;

  private final Catalog catalog;
  private final ControlPlane controlPlane;
  private final PackageEndpoints endpoints;
  private final EventDispatcher dispatcher;
  private final Semaphore capacity = new Semaphore(CONCURRENT_REQUESTS);

  /**
   * Opens the state folder and starts to hand events to the listener, first those that waited.
   *
   * @param protocols the package protocols to serve, at most one for each format
   * @throws IOException if the folder is open elsewhere, damaged or cannot be written
   * @throws IllegalArgumentException if an upstream is no external connection or of a format that
   *     no protocol can read
   */
  public CodeArtifactHandler(
      CodeArtifactSettings settings,
      List<PackageProtocol> protocols,
      PrincipalResolver principals,
      AccessControl access,
      EventListener listener,
      Clock clock)
      throws IOException {
    catalog = Catalog.open(settings, clock);
    controlPlane = new ControlPlane(catalog, principals, access, settings.publicBase(), clock);
    Resolution resolution = resolution(settings, protocols, clock);
    endpoints = new PackageEndpoints(catalog, resolution, access, protocols);
    dispatcher = new EventDispatcher(catalog.outbox(), listener);
    catalog.onChange(dispatcher::wake);
    dispatcher.start();
  }

  private Resolution resolution(
      CodeArtifactSettings settings, List<PackageProtocol> protocols, Clock clock)
      throws IOException {
    boolean opened = false;
    try {
      Resolution resolution = Resolution.of(catalog, settings, protocols, clock);
      opened = true;
      return resolution;
    } finally {
      if (!opened) {
        catalog.close();
      }
    }
  }

  /**
   * The name of the operation that a method and a path ask for, for example {@code
   * GetAuthorizationToken}; method and path themselves where the API has none such.
   */
  public static String operation(String method, String path) {
    return Operation.of(method, path).map(Operation::wireName).orElse(method + " " + path);
  }

  /** How many events the listener has not taken yet. */
  public int waitingEvents() {
    return catalog.outbox().size();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer(exchange);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try {
      routeIfThereIsCapacity(exchange);
    } catch (ServiceException refusal) {
      refuse(exchange, refusal);
    } catch (RuntimeException | IOException failure) {
      LOG.log(Level.WARNING, "A request failed", failure);
      refuse(
          exchange,
          new ServiceException(
              500, "InternalServerException", "The server failed; its log says why"));
    }
  }

  private void routeIfThereIsCapacity(HttpExchange exchange) throws IOException {
    if (!capacity.tryAcquire()) {
      exchange.getResponseHeaders().set("Retry-After", "1");
      throw new ServiceException(
          429,
          "ThrottlingException",
          "More than " + CONCURRENT_REQUESTS + " requests are under way");
    }
    try {
      route(exchange);
    } finally {
      capacity.release();
    }
  }

  private void route(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getRawPath().startsWith("/v1/")) {
      controlPlane.handle(exchange);
    } else {
      endpoints.handle(exchange);
    }
  }

  private static void refuse(HttpExchange exchange, ServiceException refusal) throws IOException {
    if (exchange.getResponseCode() < 0) {
      Responses.error(exchange, refusal);
    }
  }

  /** Ends the delivery of events and closes the state folder. Requests must have ended. */
  @Override
  public void close() throws IOException {
    dispatcher.close();
    catalog.close();
  }
}
