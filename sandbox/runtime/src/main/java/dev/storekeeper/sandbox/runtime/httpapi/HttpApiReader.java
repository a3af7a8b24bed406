package dev.storekeeper.sandbox.runtime.httpapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.storekeeper.sandbox.runtime.template.Resource;
import dev.storekeeper.sandbox.runtime.template.Stack;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts an HTTP API together from a stack's resources. */
final class HttpApiReader {
  private static final int MAX_TIMEOUT = 30_000;

  private final Stack stack;
  private final Resource api;

  HttpApiReader(Stack stack, Resource api) {
    this.stack = stack;
    this.api = api;
  }

  HttpApi read() {
    JsonNode properties = api.properties();
    require(
        api, properties.path("ProtocolType").asText("HTTP").equals("HTTP"), "ProtocolType", "HTTP");
    Optional<Resource> stage = ofApi("AWS::ApiGatewayV2::Stage").findFirst();
    stage.ifPresent(each ->
        require(
            each,
            each.properties().path("StageName").asText("$default").equals("$default"),
            "StageName",
            "$default"));
    JsonNode settings = stage.<JsonNode>map(Resource::properties).orElse(MissingNode.getInstance());
    Throttling throttling = Throttling.DEFAULT.with(settings.path("DefaultRouteSettings"));
    Map<String, String> variables = new HashMap<>();
    settings
        .path("StageVariables")
        .properties()
        .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText()));
    List<HttpApi.Route> routes =
        ofApi("AWS::ApiGatewayV2::Route")
            .map(route -> route(route, throttling, settings.path("RouteSettings")))
            .toList();
    return new HttpApi(
        id(api),
        properties.path("Name").asText(api.name()),
        routes,
        properties.has("CorsConfiguration")
            ? Optional.of(CorsConfiguration.of(properties.path("CorsConfiguration")))
            : Optional.empty(),
        throttling,
        variables);
  }

  private HttpApi.Route route(Resource route, Throttling stage, JsonNode routeSettings) {
    JsonNode properties = route.properties();
    require(
        route,
        properties.path("AuthorizationType").asText("NONE").equals("NONE"),
        "AuthorizationType",
        "NONE");
    String target = properties.path("Target").asText("");
    require(route, target.startsWith("integrations/"), "Target", "integrations/<integration>");
    Resource integration = integration(route, target.substring("integrations/".length()));
    RouteKey key = RouteKey.of(properties.path("RouteKey").asText());
    JsonNode settings = integration.properties();
    return new HttpApi.Route(
        key,
        settings.path("IntegrationUri").asText(),
        Duration.ofMillis(settings.path("TimeoutInMillis").asInt(MAX_TIMEOUT)),
        routeSettings.has(key.text()) ? stage.with(routeSettings.path(key.text())) : stage);
  }

  private Resource integration(Resource route, String reference) {
    Resource integration =
        ofApi("AWS::ApiGatewayV2::Integration")
            .filter(each -> is(each, reference))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    route.logicalId() + ": Target names no integration of the API: " + reference));
    JsonNode properties = integration.properties();
    require(
        integration,
        properties.path("IntegrationType").asText().equals("AWS_PROXY"),
        "IntegrationType",
        "AWS_PROXY");
    require(
        integration,
        properties.path("PayloadFormatVersion").asText("2.0").equals("2.0"),
        "PayloadFormatVersion",
        "2.0");
    require(
        integration,
        properties.path("IntegrationUri").asText().matches("arn:aws:lambda:.*:function:.+"),
        "IntegrationUri",
        "a function's ARN");
    int timeout = properties.path("TimeoutInMillis").asInt(MAX_TIMEOUT);
    require(
        integration,
        timeout >= 50 && timeout <= MAX_TIMEOUT,
        "TimeoutInMillis",
        "50 to " + MAX_TIMEOUT);
    return integration;
  }

  private Stream<Resource> ofApi(String type) {
    return stack.ofType(type).stream()
        .filter(resource -> is(api, resource.properties().path("ApiId").asText()));
  }

  private static boolean is(Resource resource, String reference) {
    return id(resource).equals(reference) || resource.logicalId().equals(reference);
  }

  /** What a template's reference to an API or an integration becomes: the end of its ARN. */
  private static String id(Resource resource) {
    return resource.arn().substring(resource.arn().lastIndexOf('/') + 1);
  }

  private static void require(Resource resource, boolean fulfilled, String property, String only) {
    if (!fulfilled) {
      throw new IllegalArgumentException(
          resource.logicalId()
              + ": the sandbox's HTTP APIs take for "
              + property
              + " only "
              + only
              + ", not "
              + resource.properties().path(property));
    }
  }
}
