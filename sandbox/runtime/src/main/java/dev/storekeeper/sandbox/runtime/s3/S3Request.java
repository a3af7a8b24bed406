package dev.storekeeper.sandbox.runtime.s3;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.storekeeper.sandbox.runtime.http.Forms;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import java.util.Map;
import java.util.Optional;

/**
 * A request, with its body unread.
 *
 * @param exchange the exchange
 * @param caller who calls
 * @param address what it is about
 * @param query its query's parameters, decoded
 */
record S3Request(HttpExchange exchange, Caller caller, Address address, Map<String, String> query) {

  static S3Request of(HttpExchange exchange, Caller caller) {
    return new S3Request(exchange, caller, address(exchange), query(exchange));
  }

  static Address address(HttpExchange exchange) {
    return Address.of(
        exchange.getRequestHeaders().getFirst("Host"), exchange.getRequestURI().getRawPath());
  }

  static Map<String, String> query(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    return query == null ? Map.of() : Forms.decode(query);
  }

  static boolean copies(HttpExchange exchange) {
    return exchange.getRequestHeaders().containsKey("x-amz-copy-source");
  }

  String key() {
    return address.key();
  }

  Headers headers() {
    return exchange.getRequestHeaders();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers().getFirst(name));
  }

  /** The version that it asks for, if it does. */
  Optional<String> versionId() {
    return parameter("versionId");
  }

  /** A parameter of its query; an empty one is absent. */
  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }

  /** A whole number in its query. */
  int number(String name, int otherwise, int least, int most) {
    Optional<String> text = parameter(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    String expected = "a whole number from " + least + " to " + most;
    if (!text.get().matches("\\d{1,9}")) {
      throw Refusals.argument(name, text.get(), expected);
    }
    int number = Integer.parseInt(text.get());
    if (number < least || number > most) {
      throw Refusals.argument(name, text.get(), expected);
    }
    return number;
  }

  /** The id of this request, as the answer has it. */
  String id() {
    return Optional.ofNullable(exchange.getResponseHeaders().getFirst("x-amzn-requestid"))
        .orElse("");
  }
}
