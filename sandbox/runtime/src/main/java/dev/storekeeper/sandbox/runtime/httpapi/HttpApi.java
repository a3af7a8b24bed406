package dev.storekeeper.sandbox.runtime.httpapi;

import dev.storekeeper.sandbox.runtime.template.Stack;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP API as a stack describes it.
 *
 * @param id the API's id
 * @param name its name
 * @param routes its routes, most specific first
 * @param cors its CORS configuration, if it has one
 * @param throttling its stage's limit
 * @param stageVariables the variables of its stage
 */
public record HttpApi(
    String id,
    String name,
    List<Route> routes,
    Optional<CorsConfiguration> cors,
    Throttling throttling,
    Map<String, String> stageVariables) {
  public HttpApi {
    routes = routes.stream().sorted(Comparator.comparing(route -> route.key().rank())).toList();
    stageVariables = Map.copyOf(stageVariables);
  }

  /** A route and the function behind it. */
  record Route(RouteKey key, String functionArn, Duration timeout, Throttling throttling) {}

  /** A route that a request takes and its decoded path parameters. */
  record Match(Route route, Map<String, String> pathParameters) {}

  /**
   * The HTTP APIs of a stack.
   *
   * @throws IllegalArgumentException if a resource has something that the sandbox does not serve;
   *     names resource and property
   */
  public static List<HttpApi> of(Stack stack) {
    return stack.ofType("AWS::ApiGatewayV2::Api").stream()
        .map(api -> new HttpApiReader(stack, api).read())
        .toList();
  }

  /** The route of a request, if there is one. */
  Optional<Match> match(String method, String rawPath) {
    for (Route route : routes) {
      Optional<Map<String, String>> parameters = route.key().match(method, rawPath);
      if (parameters.isPresent()) {
        return Optional.of(new Match(route, parameters.get()));
      }
    }
    return Optional.empty();
  }
}
