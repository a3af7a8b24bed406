package dev.storekeeper.sandbox.runtime.lambda.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start a function's process.
 *
 * @param arguments the program and its arguments; they are visible to every user of the machine
 * @param environment the whole environment; nothing is inherited
 * @param folder the working folder
 */
record ProcessCommand(List<String> arguments, Map<String, String> environment, Path folder) {
  ProcessCommand {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** Without the environment, which holds secrets. */
  @Override
  public String toString() {
    return String.join(" ", arguments);
  }
}
