package dev.storekeeper.lambda;

import java.util.Map;
import java.util.Optional;

/** The environment variables of a function. A blank variable counts as missing. */
public final class Environment {
  private final Map<String, String> variables;

  /** An environment of these variables. */
  public Environment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /** The environment of this process. */
  public static Environment system() {
    return new Environment(System.getenv());
  }

  /**
   * The value of a variable.
   *
   * @param meaning what the variable holds, for the error: "the name of the ledger's table"
   * @throws IllegalStateException if it is missing; the message names the variable
   */
  public String required(String name, String meaning) {
    return optional(name)
        .orElseThrow(() ->
            new IllegalStateException(
                "environment variable " + name + " is missing; it must hold " + meaning));
  }

  /** The value of a variable that may be absent. */
  public Optional<String> optional(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }
}
