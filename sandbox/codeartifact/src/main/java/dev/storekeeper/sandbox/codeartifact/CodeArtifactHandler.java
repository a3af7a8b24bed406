package dev.storekeeper.sandbox.codeartifact;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.storekeeper.sandbox.codeartifact.access.PolicyBoundAccess;
import dev.storekeeper.sandbox.codeartifact.catalog.Catalog;
import dev.storekeeper.sandbox.codeartifact.control.ControlPlane;
import dev.storekeeper.sandbox.codeartifact.control.Operation;
import dev.storekeeper.sandbox.codeartifact.endpoint.PackageEndpoints;
import dev.storekeeper.sandbox.codeartifact.http.Responses;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageProtocol;
import dev.storekeeper.sandbox.codeartifact.quota.RequestMeter;
import dev.storekeeper.sandbox.codeartifact.trail.CallTrace;
import dev.storekeeper.sandbox.codeartifact.trail.Trail;
import dev.storekeeper.sandbox.codeartifact.upstream.Resolution;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
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
  private static final String REQUEST_ID = "x-amzn-requestid";

  private final Catalog catalog;
  private final ControlPlane controlPlane;
  private final PackageEndpoints endpoints;
  private final EventDispatcher dispatcher;
  private final RequestMeter meter;
  private final Trail trail;
  private final Semaphore capacity = new Semaphore(CONCURRENT_REQUESTS);

  /** The same without a trail. */
  public CodeArtifactHandler(
      CodeArtifactSettings settings,
      List<PackageProtocol> protocols,
      PrincipalResolver principals,
      AccessControl access,
      EventListener listener,
      Clock clock)
      throws IOException {
    this(settings, protocols, principals, access, listener, _ -> {}, clock);
  }

  /**
   * Opens the state folder and starts to hand events to the listener, first those that waited.
   *
   * @param protocols the package protocols to serve, at most one for each format
   * @param trailListener takes the records of all calls
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
      TrailListener trailListener,
      Clock clock)
      throws IOException {
    catalog = Catalog.open(settings, clock);
    Resolution resolution = resolution(settings, protocols, clock);
    PolicyBoundAccess bound = new PolicyBoundAccess(access, catalog.policies());
    meter = new RequestMeter(settings.quotas(), clock);
    controlPlane =
        new ControlPlane(catalog, principals, bound, meter, settings.publicBase(), clock);
    endpoints = new PackageEndpoints(catalog, resolution, bound, meter, protocols);
    trail = new Trail(settings.region(), trailListener, clock);
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
   * GetAuthorizationToken}, or the permission that a package manager's request needs; method and
   * path themselves where there is none such.
   */
  public static String operation(String method, String path) {
    return Operation.of(method, path)
        .map(Operation::wireName)
        .or(() -> PackageEndpoints.operation(method, path))
        .orElse(method + " " + path);
  }

  /** How many requests a second are served. */
  public RequestQuotas quotas() {
    return meter.quotas();
  }

  /** Serves other numbers of requests a second from now on. */
  public void limit(RequestQuotas quotas) {
    meter.limit(quotas);
  }

  /** How many events the listener has not taken yet. */
  public int waitingEvents() {
    return catalog.outbox().size();
  }

  /** How many calls are under way, or have been answered without their record being taken yet. */
  public int unrecordedCalls() {
    // In this order: a call that ends meanwhile is counted once at least.
    int underWay = CONCURRENT_REQUESTS - capacity.availablePermits();
    return underWay + trail.waiting();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().computeIfAbsent(REQUEST_ID, _ -> newRequestId());
    if (!capacity.tryAcquire()) {
      try (exchange) {
        exchange.getResponseHeaders().set("Retry-After", "1");
        refuse(exchange, overloaded());
      }
      return;
    }
    try {
      answerAndRecord(exchange);
    } finally {
      capacity.release();
    }
  }

  private static List<String> newRequestId() {
    return List.of(UUID.randomUUID().toString());
  }

  private static ServiceException overloaded() {
    return new ServiceException(
        429, "ThrottlingException", "More than " + CONCURRENT_REQUESTS + " requests are under way");
  }

  private void answerAndRecord(HttpExchange exchange) throws IOException {
    CallTrace trace = new CallTrace(exchange);
    try (exchange) {
      answer(exchange, trace);
    } finally {
      trail.ended(trace, exchange);
    }
  }

  private void answer(HttpExchange exchange, CallTrace trace) throws IOException {
    try {
      route(exchange, trace);
    } catch (ServiceException refusal) {
      trace.failed(refusal);
      refuse(exchange, refusal);
    } catch (RuntimeException | IOException failure) {
      LOG.log(Level.WARNING, "A request failed", failure);
      refuse(
          exchange,
          new ServiceException(
              500, "InternalServerException", "The server failed; its log says why"));
    }
  }

  private void route(HttpExchange exchange, CallTrace trace) throws IOException {
    if (exchange.getRequestURI().getRawPath().startsWith("/v1/")) {
      controlPlane.handle(exchange, trace);
    } else {
      endpoints.handle(exchange, trace);
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
    trail.close();
    dispatcher.close();
    catalog.close();
  }
}
