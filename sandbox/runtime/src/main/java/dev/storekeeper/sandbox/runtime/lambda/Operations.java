package dev.storekeeper.sandbox.runtime.lambda;

import java.util.List;
import java.util.regex.Pattern;

/** The names of Lambda's operations by method and path (AWS Lambda API reference). */
final class Operations {
  private record Route(String method, Pattern path, String operation) {}

  private static final List<Route> ROUTES =
      List.of(
          route("POST", "/2015-03-31/functions/[^/]+/invocations", "Invoke"),
          route("GET", "/2015-03-31/functions", "ListFunctions"),
          route("GET", "/2015-03-31/functions/[^/]+", "GetFunction"),
          route("GET", "/2015-03-31/functions/[^/]+/configuration", "GetFunctionConfiguration"),
          route("GET", "/2015-03-31/event-source-mappings", "ListEventSourceMappings"),
          route("POST", "/2015-03-31/functions", "CreateFunction"),
          route("DELETE", "/2015-03-31/functions/[^/]+", "DeleteFunction"),
          route("PUT", "/2015-03-31/functions/[^/]+/code", "UpdateFunctionCode"),
          route("PUT", "/2015-03-31/functions/[^/]+/configuration", "UpdateFunctionConfiguration"),
          route("GET", "/2015-03-31/functions/[^/]+/policy", "GetPolicy"),
          route("POST", "/2015-03-31/functions/[^/]+/policy", "AddPermission"),
          route("GET", "/2015-03-31/functions/[^/]+/aliases", "ListAliases"),
          route("POST", "/2015-03-31/functions/[^/]+/aliases", "CreateAlias"),
          route("GET", "/2015-03-31/functions/[^/]+/aliases/[^/]+", "GetAlias"),
          route("GET", "/2015-03-31/functions/[^/]+/versions", "ListVersionsByFunction"),
          route("POST", "/2015-03-31/functions/[^/]+/versions", "PublishVersion"),
          route("POST", "/2015-03-31/event-source-mappings", "CreateEventSourceMapping"),
          route("GET", "/2015-03-31/event-source-mappings/[^/]+", "GetEventSourceMapping"),
          route("PUT", "/2015-03-31/event-source-mappings/[^/]+", "UpdateEventSourceMapping"),
          route("DELETE", "/2015-03-31/event-source-mappings/[^/]+", "DeleteEventSourceMapping"),
          route("POST", "/2014-11-13/functions/[^/]+/invoke-async", "InvokeAsync"),
          route(
              "POST",
              "/2021-11-15/functions/[^/]+/response-streaming-invocations",
              "InvokeWithResponseStream"));

  private Operations() {}

  /** The operation's name, or method and path where the API knows none such. */
  static String name(String method, String path) {
    String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    for (Route route : ROUTES) {
      if (route.method().equals(method) && route.path().matcher(bare).matches()) {
        return route.operation();
      }
    }
    return method + " " + path;
  }

  private static Route route(String method, String path, String operation) {
    return new Route(method, Pattern.compile(path), operation);
  }
}
