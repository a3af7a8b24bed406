package dev.storekeeper.token.configuration;

import java.util.List;

/**
 * How an answer is to be written.
 *
 * @param kind its kind
 * @param tools the tools to configure, each once
 */
public record Presentation(Kind kind, List<Tool> tools) {
  public Presentation {
    tools = List.copyOf(tools);
  }

  /** The kinds of answers. */
  public enum Kind {
    /** JSON, with the configuration of every tool. */
    JSON,
    /** The configuration of the one tool as plain text. */
    SNIPPET,
    /** Lines {@code KEY=value} with the variables of every tool. */
    DOTENV
  }
}
