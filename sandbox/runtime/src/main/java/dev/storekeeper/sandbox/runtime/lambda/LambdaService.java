package dev.storekeeper.sandbox.runtime.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.AwsRequest;
import dev.storekeeper.sandbox.runtime.http.AwsResponse;
import dev.storekeeper.sandbox.runtime.http.AwsService;
import dev.storekeeper.sandbox.runtime.iam.Authorizer;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.lambda.host.Execution;
import dev.storekeeper.sandbox.runtime.lambda.host.FunctionConfiguration;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The part of the Lambda API that the sandbox offers: invoking functions and looking at them. */
public final class LambdaService implements AwsService {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectReader STRICT =
      JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final LambdaFunctions functions;
  private final EventSourceMappings mappings;
  private final Authorizer authorizer;

  /** The API over these functions and mappings. */
  public LambdaService(
      LambdaFunctions functions, EventSourceMappings mappings, Authorizer authorizer) {
    this.functions = functions;
    this.mappings = mappings;
    this.authorizer = authorizer;
  }

  @Override
  public String signingName() {
    return "lambda";
  }

  @Override
  public String operation(String method, String path) {
    return Operations.name(method, path);
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    String operation = Operations.name(request.method(), request.rawPath());
    return switch (operation) {
      case "Invoke" -> invoke(request);
      case "GetFunction" -> getFunction(request);
      case "GetFunctionConfiguration" -> {
        Target target = target(request);
        authorizer.require(request.caller(), "lambda:GetFunctionConfiguration", target.arn());
        yield AwsResponse.json(FunctionDescription.of(target));
      }
      case "ListFunctions" -> listFunctions(request);
      case "ListEventSourceMappings" -> listEventSourceMappings(request);
      default ->
          throw new AwsException(
              501, "NotImplemented", "the sandbox's lambda does not offer " + operation);
    };
  }

  private AwsResponse invoke(AwsRequest request) {
    Target target = target(request);
    functions.authorize(request.caller(), target);
    Map<String, String> headers = request.headers();
    if (headers.containsKey("x-amz-client-context")) {
      throw new AwsException(
          501, "NotImplemented", "the sandbox's lambda does not offer X-Amz-Client-Context");
    }
    byte[] payload = payload(request.body());
    String type = headers.getOrDefault("x-amz-invocation-type", "RequestResponse");
    String trigger = trigger(request.caller());
    return switch (type) {
      case "RequestResponse" -> invoke(request, target, trigger, payload);
      case "Event" -> {
        String id = functions.submit(target, trigger, payload);
        yield new AwsResponse(202, Map.of("x-amzn-RequestId", id), "", new byte[0]);
      }
      case "DryRun" ->
          new AwsResponse(204, Map.of("X-Amz-Executed-Version", target.version()), "", new byte[0]);
      default ->
          throw new AwsException(
              400,
              "InvalidParameterValueException",
              "InvocationType: found " + type + ", expected RequestResponse, Event or DryRun");
    };
  }

  private AwsResponse invoke(AwsRequest request, Target target, String trigger, byte[] payload) {
    String id = UUID.randomUUID().toString();
    Execution execution = functions.run(target, trigger, id, payload);
    Map<String, String> headers = new HashMap<>();
    headers.put("x-amzn-RequestId", id);
    headers.put("X-Amz-Executed-Version", target.version());
    if (!execution.succeeded()) {
      headers.put("X-Amz-Function-Error", "Unhandled");
    }
    if (request.headers().getOrDefault("x-amz-log-type", "None").equals("Tail")) {
      byte[] tail = execution.logTail().getBytes(StandardCharsets.UTF_8);
      headers.put("X-Amz-Log-Result", Base64.getEncoder().encodeToString(tail));
    }
    return new AwsResponse(200, headers, "application/json", execution.payload());
  }

  private AwsResponse getFunction(AwsRequest request) {
    Target target = target(request);
    authorizer.require(request.caller(), "lambda:GetFunction", target.arn());
    ObjectNode answer = JSON.createObjectNode();
    answer.set("Configuration", FunctionDescription.of(target));
    answer
        .putObject("Code")
        .put("RepositoryType", "file")
        .put("Location", target.function().artifact().toUri().toString());
    if (target.function().reservedConcurrency().isPresent()) {
      answer
          .putObject("Concurrency")
          .put("ReservedConcurrentExecutions", target.function().reservedConcurrency().getAsInt());
    }
    return AwsResponse.json(answer);
  }

  private AwsResponse listFunctions(AwsRequest request) {
    authorizer.require(request.caller(), "lambda:ListFunctions", "*");
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode list = answer.putArray("Functions");
    for (FunctionConfiguration function : functions.functions()) {
      list.add(FunctionDescription.of(functions.find(function.name(), "")));
    }
    return AwsResponse.json(answer);
  }

  private AwsResponse listEventSourceMappings(AwsRequest request) {
    authorizer.require(request.caller(), "lambda:ListEventSourceMappings", "*");
    String function = request.query().getOrDefault("FunctionName", "");
    String source = request.query().getOrDefault("EventSourceArn", "");
    String arn = function.isEmpty() ? "" : functions.find(function, "").arn();
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode list = answer.putArray("EventSourceMappings");
    for (EventSourceMapping mapping : mappings.mappings()) {
      if ((arn.isEmpty() || arn.equals(mapping.target().arn()))
          && (source.isEmpty() || source.equals(mapping.sourceArn()))) {
        list.add(FunctionDescription.of(mapping));
      }
    }
    return AwsResponse.json(answer);
  }

  private Target target(AwsRequest request) {
    String[] parts = request.rawPath().split("/", -1);
    String name = URLDecoder.decode(parts[3].replace("+", "%2B"), StandardCharsets.UTF_8);
    return functions.find(name, request.query().getOrDefault("Qualifier", ""));
  }

  private static byte[] payload(byte[] body) {
    if (body.length == 0) {
      return "{}".getBytes(StandardCharsets.UTF_8);
    }
    try {
      JsonNode unused = STRICT.readTree(body);
      if (unused.isMissingNode()) {
        throw notJson("nothing but white space");
      }
      return body;
    } catch (JsonProcessingException e) {
      throw notJson(e.getOriginalMessage());
    } catch (IOException e) {
      throw notJson(String.valueOf(e.getMessage()));
    }
  }

  private static AwsException notJson(String problem) {
    return new AwsException(
        400,
        "InvalidRequestContentException",
        "Could not parse request body into json: " + problem);
  }

  private static String trigger(Caller caller) {
    return switch (caller) {
      case Caller.Owner _ -> "owner";
      case Caller.RoleSession session -> "role:" + session.sessionName();
      case Caller.Service service -> service.principal();
    };
  }
}
