package dev.storekeeper.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cli.control.ControlAnswer;
import dev.storekeeper.cli.control.ControlClient;
import dev.storekeeper.cli.control.ControlUnavailableException;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Asks the control function for a command and prints what it answers.
 *
 * @param console where answers are printed
 * @param environment the environment variables
 * @param clock the time
 */
record Cleanup(Console console, Function<String, Optional<String>> environment, Clock clock) {
  static final String COORDINATES =
      "domain/repository/format/namespace/name/version with - for no namespace, or"
          + " domain/repository.";
  static final String EXIT_CODES = "Exit codes: 0 done, 1 refused, 2 usage, 3 unavailable.";

  /** What a command does with the function. */
  @FunctionalInterface
  interface Conversation {
    int with(ControlClient client) throws IOException;
  }

  static ObjectNode parameters() {
    return JsonNodeFactory.instance.objectNode();
  }

  int talk(CleanupOptions options, Conversation conversation) throws IOException {
    String function =
        options
            .function()
            .or(() -> environment.apply("STOREKEEPER_CLEANUP_FUNCTION"))
            .filter(name -> !name.isBlank())
            .orElseThrow(() ->
                new IOException(
                    "which function? expected --function or STOREKEEPER_CLEANUP_FUNCTION"));
    try (ControlClient client = client(function)) {
      return conversation.with(client);
    } catch (ControlUnavailableException e) {
      console.error(e);
      return Main.UNAVAILABLE;
    }
  }

  /** Asks for one change. */
  int change(CleanupOptions options, String action, ObjectNode parameters) throws IOException {
    return talk(options, client -> print(options, client.change(action, parameters), _ -> {}));
  }

  /** Prints an answer: its JSON, or its sentence and what follows from it. */
  int print(CleanupOptions options, ControlAnswer answer, Consumer<ObjectNode> more) {
    boolean done = answer.outcome() == ControlAnswer.Outcome.DONE;
    if (options.isJson()) {
      console.json(answer.json());
    } else if (done) {
      console.line(answer.message());
      more.accept(answer.json());
    } else {
      console.error(new IOException(answer.message()));
    }
    return code(answer);
  }

  static int code(ControlAnswer answer) {
    return switch (answer.outcome()) {
      case DONE -> Main.FINE;
      case REFUSED -> Main.FOUND;
      case INVALID -> Main.USAGE;
      case UNAVAILABLE -> Main.UNAVAILABLE;
    };
  }

  private ControlClient client(String function) throws IOException {
    try {
      return new ControlClient(function, environment, clock);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
