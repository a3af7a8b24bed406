package dev.storekeeper.sandbox.runtime;

import com.sun.net.httpserver.HttpServer;
import dev.storekeeper.sandbox.runtime.httpapi.HttpApiServer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Values of a template's parameters that depend on where the sandbox listens: {@code
 * ${SandboxEndpoint}} in a value stands for the endpoint of the AWS APIs, {@code
 * ${SandboxApiEndpoint}} for that of the template's HTTP API.
 */
final class ParameterValues {
  private static final String ENDPOINT = "${SandboxEndpoint}";
  private static final String API_ENDPOINT = "${SandboxApiEndpoint}";

  private ParameterValues() {}

  /** Takes the HTTP API's port, if a value depends on it. */
  static Optional<HttpServer> bindApi(SandboxOptions options) {
    return options.parameters().values().stream().anyMatch(value -> value.contains(API_ENDPOINT))
        ? Optional.of(HttpApiServer.bind(options.apiPort()))
        : Optional.empty();
  }

  /** The values with both filled in. */
  static Map<String, String> fill(
      Map<String, String> parameters, URI endpoint, Optional<URI> apiEndpoint) {
    Map<String, String> filled = new LinkedHashMap<>();
    parameters.forEach((name, value) ->
        filled.put(
            name,
            value
                .replace(ENDPOINT, endpoint.toString())
                .replace(API_ENDPOINT, apiEndpoint.map(URI::toString).orElse(API_ENDPOINT))));
    return filled;
  }
}
