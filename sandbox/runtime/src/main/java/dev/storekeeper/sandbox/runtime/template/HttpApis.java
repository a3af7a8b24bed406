package dev.storekeeper.sandbox.runtime.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns {@code AWS::Serverless::HttpApi} and the events that use one into plain resources. */
final class HttpApis {
  private static final String IMPLICIT = "ServerlessHttpApi";
  private static final String DEFAULT_STAGE = "$default";

  private final Expanded into;
  private final Globals globals;
  private final Map<String, List<String>> functions = new LinkedHashMap<>();
  private Optional<Declaration> implicit = Optional.empty();

  HttpApis(Expanded into, Globals globals) {
    this.into = into;
    this.globals = globals;
  }

  /** Adds a declared API and its stage. */
  void declare(Declaration api) {
    Value.Mapping properties = api.properties();
    Location at = properties.at();
    String id = api.logicalId();
    into.add(
        api.derive(
                id,
                "AWS::ApiGatewayV2::Api",
                new ObjectBuilder(at)
                    .put("ProtocolType", "HTTP")
                    .copy(
                        properties,
                        "Name",
                        "Description",
                        "CorsConfiguration",
                        "DisableExecuteApiEndpoint",
                        "Tags")
                    .build())
            .dependingOn(api.dependsOn()));
    Optional<String> stage =
        properties.text("StageName").filter(name -> !name.equals(DEFAULT_STAGE));
    String stageId = id + stage.map(name -> name + "Stage").orElse("ApiGatewayDefaultStage");
    into.add(
        api.derive(
            stageId,
            "AWS::ApiGatewayV2::Stage",
            new ObjectBuilder(at)
                .put("ApiId", Value.ref(at, id))
                .put("StageName", properties.get("StageName").orElse(Value.text(at, DEFAULT_STAGE)))
                .put("AutoDeploy", Value.flag(at, true))
                .copy(
                    properties,
                    "StageVariables",
                    "AccessLogSettings",
                    "DefaultRouteSettings",
                    "RouteSettings",
                    "Tags")
                .build()));
    into.alias(id + ".Stage", stageId);
  }

  /** Adds what leads a method and path to a function. */
  void route(Trigger trigger) {
    Value.Mapping properties = trigger.properties();
    Location at = properties.at();
    Value api = properties.get("ApiId").orElseGet(() -> implicit(trigger));
    if (api instanceof Value.Call call && call.function() == Intrinsic.REF) {
      functions
          .computeIfAbsent(call.argument().text().orElse(""), _ -> new ArrayList<>())
          .add(trigger.function().logicalId());
    }
    String integrationId = trigger.id() + "Integration";
    into.add(
        trigger
            .function()
            .derive(
                integrationId,
                "AWS::ApiGatewayV2::Integration",
                new ObjectBuilder(at)
                    .put("ApiId", api)
                    .put("IntegrationType", "AWS_PROXY")
                    .put("IntegrationUri", trigger.invoked())
                    .put("IntegrationMethod", "POST")
                    .put(
                        "PayloadFormatVersion",
                        properties.get("PayloadFormatVersion").orElse(Value.text(at, "2.0")))
                    .copy(properties, "TimeoutInMillis")
                    .build()));
    String method =
        properties.text("Method").map(text -> text.toUpperCase(Locale.ROOT)).orElse("ANY");
    Optional<String> path = properties.text("Path").filter(text -> !text.equals(DEFAULT_STAGE));
    into.add(
        trigger
            .function()
            .derive(
                trigger.id() + "Route",
                "AWS::ApiGatewayV2::Route",
                new ObjectBuilder(at)
                    .put("ApiId", api)
                    .put(
                        "RouteKey",
                        path.map(text -> method(method) + " " + text).orElse(DEFAULT_STAGE))
                    .put(
                        "Target",
                        join(at, Value.text(at, "integrations/"), Value.ref(at, integrationId)))
                    .build()));
    into.add(trigger.permission("apigateway.amazonaws.com", source(at, api, method, path)));
  }

  /** Adds the implicit API if one is used, and puts APIs after their functions, as SAM does. */
  void finish() {
    implicit.ifPresent(this::declare);
    functions.forEach(into::depend);
  }

  private Value implicit(Trigger trigger) {
    Location at = trigger.event().at();
    if (implicit.isEmpty()) {
      Value.Mapping properties =
          globals.merge("AWS::Serverless::HttpApi", new Value.Mapping(at, Map.of()));
      implicit =
          Optional.of(trigger.function().derive(IMPLICIT, "AWS::Serverless::HttpApi", properties));
    }
    return Value.ref(at, IMPLICIT);
  }

  private static String method(String written) {
    return written.equals("X-AMAZON-APIGATEWAY-ANY-METHOD") ? "ANY" : written;
  }

  private static Value source(Location at, Value api, String method, Optional<String> path) {
    String verb = method(method).equals("ANY") ? "*" : method;
    String place =
        path.map(text -> "/*/" + verb + text.replaceAll("\\{[^}]*}", "*")).orElse("/*/$default");
    return join(
        at,
        new Value.Call(
            at,
            Intrinsic.SUB,
            Value.text(at, "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:")),
        api,
        Value.text(at, place));
  }

  private static Value join(Location at, Value... parts) {
    return new Value.Call(
        at,
        Intrinsic.JOIN,
        new Value.Sequence(
            at, List.of(Value.text(at, ""), new Value.Sequence(at, List.of(parts)))));
  }
}
