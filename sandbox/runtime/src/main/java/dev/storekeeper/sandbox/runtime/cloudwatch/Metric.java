package dev.storekeeper.sandbox.runtime.cloudwatch;

import java.util.Map;
import java.util.TreeMap;

/**
 * A metric's identity.
 *
 * @param namespace for example {@code AWS/Lambda}
 * @param name for example {@code Errors}
 * @param dimensions for example {@code FunctionName} and the function's name
 */
public record Metric(String namespace, String name, Map<String, String> dimensions) {
  public Metric {
    dimensions = Map.copyOf(dimensions);
  }

  @Override
  public String toString() {
    return namespace + " " + name + " " + new TreeMap<>(dimensions);
  }
}
