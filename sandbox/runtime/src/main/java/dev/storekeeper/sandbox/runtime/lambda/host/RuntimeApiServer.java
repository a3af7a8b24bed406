package dev.storekeeper.sandbox.runtime.lambda.host;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The Lambda Runtime API for one process, on a loopback port of its own (Lambda Developer Guide,
 * "Using the Lambda runtime API for custom runtimes").
 */
final class RuntimeApiServer implements AutoCloseable {
  /** What a function may return: 6 MB and room for the envelope. */
  static final int MAX_RESPONSE = 6_291_556;

  private static final int MAX_ERROR = 1 << 20;
  private static final long MAX_DRAINED = 256L << 20;
  private static final String ROOT = "/2018-06-01/runtime/";

  private final Conversation conversation;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** What the process asks for and tells. */
  interface Conversation {
    /** Waits for the next invocation. */
    Assignment next() throws InterruptedException;

    /** Ends the invocation; false if it is not the current one. */
    boolean end(String requestId, Ending ending);

    /** The handler could not be made. */
    void initFailed(byte[] error);
  }

  /**
   * What a process is to do.
   *
   * @param deadline in milliseconds of the epoch, by the machine's time
   * @param ahead how far the function's time is ahead of the machine's
   */
  record Assignment(Invocation invocation, long deadline, Duration ahead) {}

  RuntimeApiServer(Conversation conversation) throws IOException {
    this.conversation = conversation;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
  String address() {
    return server.getAddress().getAddress().getHostAddress() + ":" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (!path.startsWith(ROOT)) {
        answer(exchange, 404, "unknown path " + path);
        return;
      }
      String[] parts = path.substring(ROOT.length()).split("/", -1);
      String call = exchange.getRequestMethod() + " " + String.join("/", named(parts));
      switch (call) {
        case "GET invocation/next" -> next(exchange);
        case "POST invocation/*/response" -> response(exchange, parts[1]);
        case "POST invocation/*/error" -> error(exchange, parts[1]);
        case "POST init/error" -> {
          conversation.initFailed(read(exchange, MAX_ERROR));
          answer(exchange, 202, "");
        }
        default -> answer(exchange, 404, "the Runtime API has no " + call);
      }
    }
  }

  private static String[] named(String[] parts) {
    return parts.length == 3 ? new String[] {parts[0], "*", parts[2]} : parts;
  }

  private void next(HttpExchange exchange) throws IOException {
    Assignment assignment;
    try {
      assignment = conversation.next();
    } catch (InterruptedException e) {
      // This server closes: dropping the connection tells the process to end.
      Thread.currentThread().interrupt();
      return;
    }
    Invocation invocation = assignment.invocation();
    var headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(assignment.deadline()));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", invocation.functionArn());
    headers.set("Lambda-Runtime-Trace-Id", traceId(invocation, assignment.deadline()));
    headers.set("Sandbox-Clock-Ahead", assignment.ahead().toString());
    headers.set("Content-Type", "application/json");
    byte[] payload = invocation.payload();
    exchange.sendResponseHeaders(200, payload.length == 0 ? -1 : payload.length);
    if (payload.length > 0) {
      exchange.getResponseBody().write(payload);
    }
  }

  private static String traceId(Invocation invocation, long deadline) {
    String digits = invocation.requestId().replace("-", "");
    String root = String.format("1-%08x-%.24s", deadline / 1000, digits + "0".repeat(24));
    return "Root=" + root + ";Parent=" + (digits + "0".repeat(16)).substring(0, 16) + ";Sampled=0";
  }

  private void response(HttpExchange exchange, String requestId) throws IOException {
    byte[] payload = read(exchange, MAX_RESPONSE);
    boolean fits = payload.length <= MAX_RESPONSE;
    Ending ending = fits ? new Ending.Returned(payload) : new Ending.TooLarge(MAX_RESPONSE);
    boolean current = conversation.end(requestId, ending);
    answer(exchange, !current ? 400 : fits ? 202 : 413, current ? "" : "not the current request");
  }

  private void error(HttpExchange exchange, String requestId) throws IOException {
    boolean current = conversation.end(requestId, new Ending.Failed(read(exchange, MAX_RESPONSE)));
    answer(exchange, current ? 202 : 400, current ? "" : "not the current request");
  }

  /** Reads at most one byte more than the limit and drops the rest. */
  private static byte[] read(HttpExchange exchange, int limit) throws IOException {
    InputStream body = exchange.getRequestBody();
    byte[] bytes = body.readNBytes(limit + 1);
    long dropped = 0;
    long skipped = bytes.length > limit ? body.skip(1 << 16) : 0;
    while (skipped > 0 && dropped < MAX_DRAINED) {
      dropped += skipped;
      skipped = body.skip(1 << 16);
    }
    return bytes;
  }

  private static void answer(HttpExchange exchange, int status, String problem) throws IOException {
    String json =
        problem.isEmpty()
            ? "{\"status\":\"" + (status == 202 ? "OK" : "refused") + "\"}"
            : "{\"errorMessage\":\"" + problem.replaceAll("[^\\w /*.-]", "?") + "\"}";
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
