package dev.storekeeper.sandbox.runtime.template;

import java.util.List;
import java.util.Map;

/**
 * A loaded template.
 *
 * @param name the stack's name
 * @param resources its resources, each after those that it refers to
 * @param outputs its outputs by name
 */
public record Stack(String name, List<Resource> resources, Map<String, String> outputs) {
  public Stack {
    resources = List.copyOf(resources);
    outputs = Map.copyOf(outputs);
  }

  /**
   * An output's value.
   *
   * @throws IllegalArgumentException if the template has no such output
   */
  public String output(String outputName) {
    String value = outputs.get(outputName);
    if (value == null) {
      throw new IllegalArgumentException("the template has no output " + outputName);
    }
    return value;
  }

  /** The resources of one type, in order. */
  public List<Resource> ofType(String type) {
    return resources.stream().filter(resource -> resource.type().equals(type)).toList();
  }
}
