package dev.storekeeper.policy;

import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A text that a variable, or its default, gave. */
final class VariableNode extends ScalarNode {
  VariableNode(ScalarNode variable, String value) {
    super(
        Tag.STR,
        true,
        value,
        variable.getScalarStyle(),
        variable.getStartMark(),
        variable.getEndMark());
  }
}
