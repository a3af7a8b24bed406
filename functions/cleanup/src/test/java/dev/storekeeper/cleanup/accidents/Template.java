package dev.storekeeper.cleanup.accidents;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The resources of the template that people deploy. */
final class Template {
  private Template() {}

  /** The resources by their names. */
  static Map<String, Node> resources() throws IOException {
    Node document =
        new Compose(LoadSettings.builder().build())
            .composeString(Files.readString(Sources.ROOT.resolve("template.yaml")))
            .orElseThrow();
    Map<String, Node> resources = new TreeMap<>();
    for (NodeTuple tuple : ((MappingNode) child(document, "Resources").orElseThrow()).getValue()) {
      resources.put(((ScalarNode) tuple.getKeyNode()).getValue(), tuple.getValueNode());
    }
    return resources;
  }

  /** A resource, which has to be there. */
  static Node resource(String name) throws IOException {
    return Optional.ofNullable(resources().get(name))
        .orElseThrow(() -> new AssertionError("the template has no " + name));
  }

  /** A value below a node; absent if there is none. */
  static Optional<Node> child(Node node, String... path) {
    Optional<Node> found = Optional.of(node);
    for (String name : path) {
      found =
          found
              .filter(MappingNode.class::isInstance)
              .map(MappingNode.class::cast)
              .flatMap(mapping ->
                  mapping.getValue().stream()
                      .filter(tuple ->
                          tuple.getKeyNode() instanceof ScalarNode key
                              && key.getValue().equals(name))
                      .map(NodeTuple::getValueNode)
                      .findFirst());
    }
    return found;
  }

  /** The text at a place; empty if there is none. */
  static String text(Node node, String... path) {
    return child(node, path)
        .filter(ScalarNode.class::isInstance)
        .map(found -> ((ScalarNode) found).getValue())
        .orElse("");
  }

  /** The elements of a list, or the one thing that stands instead of it. */
  static List<Node> list(Node node, String... path) {
    Optional<Node> found = child(node, path);
    if (found.isPresent() && found.get() instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    return found.stream().toList();
  }

  /** The statements of the policies that a resource gives its role. */
  static List<Node> statements(Node resource) {
    List<Node> statements = new ArrayList<>();
    for (Node policy : list(resource, "Properties", "Policies")) {
      statements.addAll(list(policy, "Statement"));
      statements.addAll(list(policy, "PolicyDocument", "Statement"));
    }
    return statements;
  }
}
