package dev.storekeeper.sandbox.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.template.Resource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lets functions wait for a debugger: their JVM listens on 127.0.0.1 before it does anything. */
final class Debugging {
  /**
   * As long as a person may look at a breakpoint; queues in front of functions have to wait too.
   */
  private static final int TIMEOUT_SECONDS = 300;

  private Debugging() {}

  /**
   * The resources with the given functions (logical id to port) made to wait.
   *
   * @throws IllegalArgumentException if there is no such function
   */
  static List<Resource> apply(List<Resource> resources, Map<String, Integer> ports) {
    Set<String> unknown = new HashSet<>(ports.keySet());
    List<Resource> changed =
        resources.stream()
            .map(resource -> {
              Integer port = ports.get(resource.logicalId());
              if (port == null || !resource.type().equals("AWS::Lambda::Function")) {
                return resource;
              }
              unknown.remove(resource.logicalId());
              return waiting(resource, port);
            })
            .toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "the template has no function " + String.join(", ", unknown) + " to debug");
    }
    return changed;
  }

  private static Resource waiting(Resource function, int port) {
    ObjectNode properties = function.properties().deepCopy();
    properties.put("Timeout", TIMEOUT_SECONDS);
    properties.put("ReservedConcurrentExecutions", 1);
    properties
        .withObject("/Environment/Variables")
        .put(
            "JAVA_TOOL_OPTIONS",
            "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:" + port);
    return new Resource(
        function.logicalId(), function.type(), function.name(), function.arn(), properties);
  }
}
