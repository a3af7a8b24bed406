package dev.storekeeper.sandbox.runtime.lambda.host;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.template.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A function as its template describes it.
 *
 * @param name the function's name
 * @param arn its unqualified ARN
 * @param handler {@code Class} or {@code Class::handleRequest}
 * @param runtime the runtime's identifier, {@code java…}
 * @param artifact a jar or a folder of classes
 * @param layers the folders of its layers, in order
 * @param layerArns the ARNs of its layers, in order
 * @param memory in MiB
 * @param timeout of one invocation
 * @param environment the variables that the template gives
 * @param role the ARN of the role that it runs as
 * @param reservedConcurrency how many processes there may be; empty for the sandbox's default
 * @param jsonLogLevel the application's log level where its log format is JSON, else an empty
 *     string
 * @param description free text, possibly empty
 */
public record FunctionConfiguration(
    String name,
    String arn,
    String handler,
    String runtime,
    Path artifact,
    List<Path> layers,
    List<String> layerArns,
    int memory,
    Duration timeout,
    Map<String, String> environment,
    String role,
    OptionalInt reservedConcurrency,
    String jsonLogLevel,
    String description) {

  public FunctionConfiguration {
    layers = List.copyOf(layers);
    layerArns = List.copyOf(layerArns);
    environment = Map.copyOf(environment);
  }

  /**
   * The function of an {@code AWS::Lambda::Function} resource.
   *
   * @param layerFolders the folder of each layer version, by ARN
   * @throws IllegalArgumentException if a property is missing or not offered, with its name
   */
  public static FunctionConfiguration of(Resource resource, Map<String, Path> layerFolders) {
    JsonNode properties = resource.properties();
    Properties read = new Properties(resource.logicalId(), properties);
    String runtime = read.text("Runtime");
    if (!runtime.startsWith("java")) {
      throw read.refused("Runtime", runtime, "a Java runtime");
    }
    Path artifact = Path.of(read.text("Code", "Path"));
    if (!Files.exists(artifact)) {
      throw read.refused("Code.Path", artifact.toString(), "a jar or a folder of classes");
    }
    List<String> layerArns = new ArrayList<>();
    List<Path> layers = new ArrayList<>();
    for (JsonNode layer : properties.path("Layers")) {
      Path folder = layerFolders.get(layer.asText());
      if (folder == null) {
        throw read.refused("Layers", layer.asText(), "a layer version of the same template");
      }
      layerArns.add(layer.asText());
      layers.add(folder);
    }
    Map<String, String> environment = new TreeMap<>();
    for (Map.Entry<String, JsonNode> variable :
        properties.path("Environment").path("Variables").properties()) {
      if (Reserved.NAMES.contains(variable.getKey())) {
        throw read.refused(
            "Environment.Variables", variable.getKey(), "a name that Lambda does not reserve");
      }
      environment.put(variable.getKey(), variable.getValue().asText());
    }
    JsonNode logging = properties.path("LoggingConfig");
    return new FunctionConfiguration(
        resource.name(),
        resource.arn(),
        read.text("Handler"),
        runtime,
        artifact.toAbsolutePath(),
        layers,
        layerArns,
        read.number("MemorySize", 128, 128, 10_240),
        Duration.ofSeconds(read.number("Timeout", 3, 1, 900)),
        environment,
        read.text("Role"),
        properties.has("ReservedConcurrentExecutions")
            ? OptionalInt.of(read.number("ReservedConcurrentExecutions", 0, 0, 1_000))
            : OptionalInt.empty(),
        logging.path("LogFormat").asText("Text").equals("JSON")
            ? logging.path("ApplicationLogLevel").asText("INFO")
            : "",
        properties.path("Description").asText(""));
  }

  /** The ARN as it is seen by an invocation with a qualifier; an empty one adds nothing. */
  public String arn(String qualifier) {
    return qualifier.isEmpty() ? arn : arn + ":" + qualifier;
  }

  /** Names only: the values of environment variables may be secrets. */
  @Override
  public String toString() {
    return arn + " (" + handler + ")";
  }
}
