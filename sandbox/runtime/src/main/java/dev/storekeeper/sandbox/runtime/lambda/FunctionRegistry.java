package dev.storekeeper.sandbox.runtime.lambda;

import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.lambda.host.FunctionConfiguration;
import dev.storekeeper.sandbox.runtime.lambda.host.Properties;
import dev.storekeeper.sandbox.runtime.template.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The functions of a stack and the names that they go by. The sandbox has one code per function, so
 * every version of a function runs the same. Immutable once made.
 */
final class FunctionRegistry {
  private static final String LATEST = "$LATEST";

  private final Account account;
  private final Map<String, FunctionConfiguration> functions = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> versions = new HashMap<>();
  private final Map<String, InvokeConfiguration> invokes = new HashMap<>();
  private final Map<String, String> deadLetterQueues = new HashMap<>();
  private final ResourcePolicies policies = new ResourcePolicies();

  FunctionRegistry(Account account, List<Resource> resources) {
    this.account = account;
    Map<String, Path> layers = new HashMap<>();
    for (Resource resource : ofType(resources, "AWS::Lambda::LayerVersion")) {
      layers.put(resource.arn(), layer(resource));
    }
    for (Resource resource : ofType(resources, "AWS::Lambda::Function")) {
      FunctionConfiguration function = FunctionConfiguration.of(resource, layers);
      functions.put(function.name(), function);
      Map<String, String> qualifiers = new LinkedHashMap<>();
      qualifiers.put(LATEST, LATEST);
      versions.put(function.name(), qualifiers);
      String queue = resource.properties().path("DeadLetterConfig").path("TargetArn").asText("");
      if (!queue.isEmpty()) {
        deadLetterQueues.put(function.name(), queue);
      }
    }
    for (Resource resource : ofType(resources, "AWS::Lambda::Version")) {
      String version = resource.arn().substring(resource.arn().lastIndexOf(':') + 1);
      qualifiers(resource).put(version, version);
    }
    for (Resource resource : ofType(resources, "AWS::Lambda::Alias")) {
      Properties alias = properties(resource);
      alias.refuse("RoutingConfig");
      String version = alias.text("FunctionVersion");
      qualifiers(resource).put(alias.text("Name"), version);
      qualifiers(resource).putIfAbsent(version, version);
    }
    for (Resource resource : ofType(resources, "AWS::Lambda::EventInvokeConfig")) {
      Properties properties = properties(resource);
      invokes.put(
          find(resource, resource.properties().path("Qualifier").asText("")).arn(),
          InvokeConfiguration.of(properties));
    }
    for (Resource resource : ofType(resources, "AWS::Lambda::Permission")) {
      policies.add(find(resource, "").arn(), properties(resource));
    }
  }

  /** All functions, in the template's order. */
  List<FunctionConfiguration> functions() {
    return List.copyOf(functions.values());
  }

  /** Each function under each of its names. */
  List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    for (FunctionConfiguration function : functions.values()) {
      targets.add(target(function, ""));
      for (String qualifier : versions.getOrDefault(function.name(), Map.of()).keySet()) {
        targets.add(target(function, qualifier));
      }
    }
    return targets;
  }

  /**
   * The function that a name, a partial or a full ARN means, each possibly with a qualifier.
   *
   * @param qualifier a qualifier besides, or an empty string
   * @throws AwsException {@code ResourceNotFoundException} if there is none
   */
  Target find(String nameOrArn, String qualifier) {
    FunctionName name = FunctionName.parse(nameOrArn);
    if (!qualifier.isEmpty()
        && !name.qualifier().isEmpty()
        && !name.qualifier().equals(qualifier)) {
      throw new AwsException(
          400,
          "InvalidParameterValueException",
          "The derived qualifier from the function name does not match the specified qualifier.");
    }
    String asked = qualifier.isEmpty() ? name.qualifier() : qualifier;
    FunctionConfiguration function = functions.get(name.name());
    boolean here =
        (name.region().isEmpty() || name.region().equals(account.region()))
            && (name.account().isEmpty() || name.account().equals(account.id()));
    if (!here || function == null || !known(function, asked)) {
      String arn = account.arn("lambda", "function:" + name.name());
      throw new AwsException(
          404,
          "ResourceNotFoundException",
          "Function not found: " + (asked.isEmpty() ? arn : arn + ":" + asked));
    }
    return target(function, asked);
  }

  private Target target(FunctionConfiguration function, String qualifier) {
    String version =
        versions.getOrDefault(function.name(), Map.of()).getOrDefault(qualifier, LATEST);
    String arn = function.arn(qualifier);
    InvokeConfiguration unqualified =
        qualifier.isEmpty() || qualifier.equals(LATEST)
            ? invokes.getOrDefault(
                function.arn(LATEST),
                invokes.getOrDefault(function.arn(), InvokeConfiguration.DEFAULT))
            : InvokeConfiguration.DEFAULT;
    return new Target(
        function,
        qualifier,
        version,
        invokes.getOrDefault(arn, unqualified),
        policies.of(arn),
        Optional.ofNullable(deadLetterQueues.get(function.name())));
  }

  private boolean known(FunctionConfiguration function, String qualifier) {
    return qualifier.isEmpty()
        || versions.getOrDefault(function.name(), Map.of()).containsKey(qualifier);
  }

  private Target find(Resource resource, String qualifier) {
    try {
      return find(properties(resource).text("FunctionName"), qualifier);
    } catch (AwsException e) {
      throw new IllegalArgumentException(
          "resource " + resource.logicalId() + ", property FunctionName: " + e.getMessage(), e);
    }
  }

  private Map<String, String> qualifiers(Resource resource) {
    return versions.computeIfAbsent(
        find(resource, "").function().name(), name -> new LinkedHashMap<>());
  }

  private static Path layer(Resource resource) {
    Properties properties = properties(resource);
    Path folder = Path.of(properties.text("Content", "Path")).toAbsolutePath();
    if (!Files.isDirectory(folder)) {
      throw properties.refused("Content.Path", folder.toString(), "a folder");
    }
    return folder;
  }

  private static Properties properties(Resource resource) {
    return new Properties(resource.logicalId(), resource.properties());
  }

  private static List<Resource> ofType(List<Resource> resources, String type) {
    return resources.stream().filter(resource -> resource.type().equals(type)).toList();
  }
}
