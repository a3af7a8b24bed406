package dev.storekeeper.sandbox.runtime.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.iam.Identities;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * The sandbox's one port, on loopback: finds the service that a request is for and who calls, and
 * speaks the service's wire protocol. Bound when made, so that its address is known before the
 * services exist; serves once started. Safe for use by many threads.
 *
 * <p>A request is for the service named in its SigV4 credential scope; without a signature, for the
 * one that its {@code X-Amz-Target}, its {@code Version} parameter or its path tells. What is
 * unsigned and tells nothing goes to the handler of unsigned requests. Signatures are not checked.
 */
public final class FrontServer implements AutoCloseable {
  /**
   * The exchange attribute in which a handler finds the {@link Caller} of a signed request;
   * unsigned requests have none.
   */
  public static final String CALLER = "caller";

  private static final int BACKLOG = 256;
  private static final int CONCURRENT_REQUESTS = 1024;
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final HttpServer server;
  private final Identities identities;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Admission admission = new Admission(CONCURRENT_REQUESTS, this::serve);
  private final ServiceNames names = new ServiceNames();
  private final Faults faults = new Faults();
  private final FaultyHandler faulty = new FaultyHandler(faults);
  private final Map<String, Mounted> byName = new ConcurrentHashMap<>();
  private final Map<String, HttpHandler> byPrefix = new ConcurrentHashMap<>();
  private volatile Optional<Unsigned> unsigned = Optional.empty();

  private FrontServer(HttpServer server, Identities identities) {
    this.server = server;
    this.identities = identities;
    server.setExecutor(threads);
    server.createContext("/", admission);
  }

  /**
   * Takes a port of 127.0.0.1.
   *
   * @param port the port, 0 for any free one
   * @throws UncheckedIOException if the port is taken, with a message that names it
   */
  public static FrontServer bind(int port, Identities identities) {
    return new FrontServer(Loopback.bind(port, BACKLOG), identities);
  }

  /** Where this server listens, for example {@code http://127.0.0.1:4575}. */
  public URI endpoint() {
    return Loopback.endpoint(server);
  }

  /** Serves an API, in place of any other of the same signing name. */
  public FrontServer mount(AwsService service) {
    return mount(service.signingName(), new ServiceHandler(service), service::operation);
  }

  /**
   * Hands signed requests for a service to a handler that reads and answers them itself.
   *
   * @param operation the name of the operation of a method and a path
   */
  public FrontServer mount(
      String signingName, HttpHandler handler, BinaryOperator<String> operation) {
    byName.put(
        signingName,
        new Mounted(
            handler,
            call ->
                names
                    .operation(call)
                    .orElseGet(() ->
                        operation.apply(
                            call.getRequestMethod(), call.getRequestURI().getRawPath()))));
    return this;
  }

  /**
   * The same for requests whose bodies are never looked into.
   *
   * @param operation the name of the operation that a request asks for
   */
  public FrontServer mountStreaming(
      String signingName, HttpHandler handler, Function<HttpExchange, String> operation) {
    byName.put(signingName, new Mounted(handler, operation::apply));
    return this;
  }

  /** What goes wrong with calls on demand. */
  public Faults faults() {
    return faults;
  }

  /** The signing names of the services that are served. */
  public Set<String> services() {
    return Set.copyOf(byName.keySet());
  }

  /** Hands every request under a path to a handler, signed or not; the longest prefix wins. */
  public FrontServer mountPrefix(String prefix, HttpHandler handler) {
    if (!prefix.startsWith("/") || !prefix.endsWith("/")) {
      throw new IllegalArgumentException("a path prefix starts and ends with /: " + prefix);
    }
    byPrefix.put(prefix, handler);
    return this;
  }

  /**
   * Hands every unsigned request that belongs to nothing else to a handler, as requests of a
   * service.
   *
   * @param service the signing name of the service whose faults concern them
   * @param operation the name of the operation of a method and a path
   */
  public FrontServer mountUnsigned(
      String service, HttpHandler handler, BinaryOperator<String> operation) {
    Mounted mounted =
        new Mounted(
            handler,
            call -> operation.apply(call.getRequestMethod(), call.getRequestURI().getRawPath()));
    unsigned = Optional.of(new Unsigned(service, mounted));
    return this;
  }

  /** Starts to serve. */
  public FrontServer start() {
    server.start();
    return this;
  }

  /** Lets running requests end for up to two seconds, then closes every connection. */
  @Override
  public void close() {
    admission.stop(server, GRACE);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String requestId = RequestIds.next();
    exchange.getResponseHeaders().set("x-amzn-requestid", requestId);
    try {
      route(exchange);
    } catch (AwsException e) {
      Answers.send(exchange, ErrorProtocol.of(exchange).render(e, requestId));
    }
  }

  private void route(HttpExchange exchange) throws IOException {
    Loopback.requireLocalHost(exchange.getRequestHeaders().getFirst("Host"));
    String path = exchange.getRequestURI().getRawPath();
    Optional<HttpHandler> prefixed = prefixed(path);
    if (prefixed.isPresent()) {
      prefixed.get().handle(exchange);
      return;
    }
    Optional<Credential> credential = Credential.of(exchange);
    CallExchange call = new CallExchange(exchange);
    credential.ifPresent(found -> call.setAttribute(CALLER, caller(found, exchange)));
    Optional<String> name = credential.map(Credential::service).or(() -> names.ofUnsigned(call));
    if (name.isEmpty() && unsigned.isPresent()) {
      Unsigned handler = unsigned.get();
      faulty.handle(
          handler.service(),
          handler.mounted().operation().apply(call),
          handler.mounted().handler(),
          call);
      return;
    }
    Mounted service =
        name.map(byName::get)
            .orElseThrow(() -> names.notServed(name, call, new TreeMap<>(byName).keySet()));
    faulty.handle(name.orElseThrow(), service.operation().apply(call), service.handler(), call);
  }

  private Caller caller(Credential credential, HttpExchange exchange) {
    Caller caller = identities.callerOf(credential.accessKeyId());
    if (identities.expired(caller)) {
      throw ErrorProtocol.of(exchange).expired();
    }
    return caller;
  }

  private Optional<HttpHandler> prefixed(String path) {
    return byPrefix.entrySet().stream()
        .filter(entry -> path.startsWith(entry.getKey()))
        .max(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue);
  }

  private record Mounted(HttpHandler handler, Function<CallExchange, String> operation) {}

  private record Unsigned(String service, Mounted mounted) {}

  /** The caller of an exchange; an unsigned one is the owner's. */
  private final class ServiceHandler implements HttpHandler {
    private final AwsService service;

    ServiceHandler(AwsService service) {
      this.service = service;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
      Object caller = exchange.getAttribute(CALLER);
      AwsRequest request =
          Requests.read(exchange, caller instanceof Caller known ? known : identities.callerOf(""));
      AwsResponse response = service.handle(request);
      Answers.send(exchange, ErrorProtocol.of(exchange).adapt(response));
    }
  }
}
