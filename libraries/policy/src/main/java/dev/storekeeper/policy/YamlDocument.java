package dev.storekeeper.policy;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The part of YAML 1.2 that policies are written in: one document of mappings, lists and plain
 * values. Anchors, aliases, tags of one's own and duplicate keys are problems.
 */
final class YamlDocument {
  private static final Set<Tag> TAGS =
      Set.of(Tag.STR, Tag.ENV_TAG, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ);
  private final Problems problems;

  private YamlDocument(Problems problems) {
    this.problems = problems;
  }

  /**
   * The root mapping, its substitutions made; throws {@link PolicyException} if there is none or
   * anything is refused.
   */
  static MappingNode read(
      String name, String text, Function<String, Optional<String>> variables, Problems problems) {
    YamlDocument document = new YamlDocument(problems);
    Optional<Node> root = document.compose(name, text);
    if (root.isEmpty() && problems.isEmpty()) {
      problems.add(1, 1, "an empty file", "a mapping");
    }
    root.ifPresent(node -> document.check(node, ""));
    if (problems.isEmpty()) {
      root = root.map(node -> new Substitution(variables, problems).apply(node, ""));
    }
    if (problems.isEmpty() && root.isPresent() && root.get() instanceof MappingNode mapping) {
      return mapping;
    }
    if (problems.isEmpty()) {
      root.ifPresent(node -> problems.add(node, "", Values.describe(node), "a mapping"));
    }
    problems.throwIfAny();
    throw new IllegalStateException("a document without a root has a problem");
  }

  private Optional<Node> compose(String name, String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(name)
            .setAllowDuplicateKeys(true)
            .setMaxAliasesForCollections(0)
            .setCodePointLimit(PolicyFile.MAX_CHARACTERS)
            .build();
    try {
      Iterator<Node> documents = new Composer(settings, new BoundedParser(settings, text));
      if (!documents.hasNext()) {
        return Optional.empty();
      }
      Node first = documents.next();
      if (documents.hasNext()) {
        problems.add(documents.next(), "", "a second document", "one document a file");
      }
      return Optional.of(first);
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark();
      problems.add(
          mark.map(Mark::getLine).orElse(0) + 1,
          mark.map(Mark::getColumn).orElse(0) + 1,
          e.getProblem(),
          "YAML 1.2");
    } catch (YamlEngineException | IllegalArgumentException e) {
      // The latter for tags that the engine cannot represent, for example with a space at the end.
      problems.add(1, 1, String.valueOf(e.getMessage()), "YAML 1.2");
    }
    return Optional.empty();
  }

  private void check(Node node, String path) {
    if (node.getAnchor().isPresent()) {
      problems.add(node, path, "an anchor or alias", "the value written out");
      return;
    }
    if (!TAGS.contains(node.getTag())) {
      problems.add(node, path, "the tag " + node.getTag(), "a value without a tag");
      return;
    }
    switch (node) {
      case MappingNode mapping -> checkMapping(mapping, path);
      case SequenceNode sequence -> {
        int index = 0;
        for (Node item : sequence.getValue()) {
          check(item, path + "[" + index++ + "]");
        }
      }
      default -> {}
    }
  }

  private void checkMapping(MappingNode mapping, String path) {
    Set<String> seen = new HashSet<>();
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        problems.add(entry.getKeyNode(), path, "a key that is no text", "text");
        continue;
      }
      String place = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
      if (!seen.add(key.getValue())) {
        problems.add(key, place, "a duplicate key", "each key once");
      }
      check(entry.getValueNode(), place);
    }
  }
}
