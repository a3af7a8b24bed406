package dev.storekeeper.sandbox.runtime.http;

import com.sun.net.httpserver.HttpExchange;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads requests whole. */
final class Requests {
  static final int MAX_BODY = 16 << 20;

  // A client that is still sending would see a broken connection instead of the refusal.
  private static final long DRAINED_AFTER_REFUSAL = 64L << 20;

  private Requests() {}

  static AwsRequest read(HttpExchange exchange, Caller caller) throws IOException {
    byte[] body = body(exchange.getRequestBody());
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    String requestId = exchange.getResponseHeaders().getFirst("x-amzn-requestid");
    headers.put("x-amzn-requestid", requestId == null ? "" : requestId);
    String query = exchange.getRequestURI().getRawQuery();
    return new AwsRequest(
        caller,
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        query == null ? Map.of() : Forms.decode(query),
        headers,
        body);
  }

  private static byte[] body(InputStream in) throws IOException {
    byte[] body = in.readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      in.skip(DRAINED_AFTER_REFUSAL);
      throw new AwsException(
          413, "RequestEntityTooLarge", "a request body has at most " + MAX_BODY + " bytes");
    }
    return body;
  }
}
