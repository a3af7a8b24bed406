package dev.storekeeper.sandbox.runtime.lambda.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The Lambda Runtime API as a runtime calls it (Lambda Developer Guide, "Using the Lambda runtime
 * API for custom runtimes").
 */
final class RuntimeApi {
  private final String base;

  RuntimeApi(String address) {
    this.base = "http://" + address + "/2018-06-01/runtime/";
  }

  /**
   * An event to handle.
   *
   * @param deadline in milliseconds of the epoch, by the machine's time
   * @param ahead how far the function's time is ahead of the machine's
   */
  record Invocation(
      String requestId,
      long deadline,
      String functionArn,
      String traceId,
      Duration ahead,
      byte[] payload) {}

  /** Waits for the next event, without a time limit. */
  Invocation next() throws IOException {
    HttpURLConnection connection = open("invocation/next");
    connection.setRequestMethod("GET");
    int status = connection.getResponseCode();
    if (status != 200) {
      throw new IOException("the Runtime API answered " + status + " instead of an event");
    }
    String deadline = header(connection, "Lambda-Runtime-Deadline-Ms");
    String ahead = header(connection, "Sandbox-Clock-Ahead");
    return new Invocation(
        header(connection, "Lambda-Runtime-Aws-Request-Id"),
        deadline.isEmpty() ? Long.MAX_VALUE : Long.parseLong(deadline),
        header(connection, "Lambda-Runtime-Invoked-Function-Arn"),
        header(connection, "Lambda-Runtime-Trace-Id"),
        ahead.isEmpty() ? Duration.ZERO : Duration.parse(ahead),
        read(connection));
  }

  void respond(Invocation invocation, byte[] payload) throws IOException {
    post("invocation/" + invocation.requestId() + "/response", payload, null);
  }

  void error(Invocation invocation, ErrorReport report) throws IOException {
    post("invocation/" + invocation.requestId() + "/error", report.json(), report.type());
  }

  void initError(ErrorReport report) throws IOException {
    post("init/error", report.json(), report.type());
  }

  private void post(String path, byte[] body, @Nullable String errorType) throws IOException {
    HttpURLConnection connection = open(path);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/json");
    if (errorType != null) {
      connection.setRequestProperty("Lambda-Runtime-Function-Error-Type", errorType);
    }
    connection.setFixedLengthStreamingMode(body.length);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    int status = connection.getResponseCode();
    // A response that is too large is refused with 413; the Runtime API has made it an error.
    if (status != 202 && status != 413) {
      throw new IOException("the Runtime API answered " + status + " to " + path);
    }
    var _ = read(connection);
  }

  private HttpURLConnection open(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(base + path).toURL().openConnection(Proxy.NO_PROXY);
    connection.setUseCaches(false);
    return connection;
  }

  /** Reads the body to its end, which lets the next call use the same connection. */
  private static byte[] read(HttpURLConnection connection) throws IOException {
    InputStream body =
        connection.getResponseCode() < 400
            ? connection.getInputStream()
            : connection.getErrorStream();
    if (body == null) {
      return new byte[0];
    }
    try (body) {
      return body.readAllBytes();
    }
  }

  private static String header(HttpURLConnection connection, String name) {
    return Objects.requireNonNullElse(connection.getHeaderField(name), "");
  }
}
