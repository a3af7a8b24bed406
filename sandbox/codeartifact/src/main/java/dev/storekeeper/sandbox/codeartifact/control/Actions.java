package dev.storekeeper.sandbox.codeartifact.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The operations that are served and what they do. */
final class Actions {
  private final Map<Operation, Action> actions = new EnumMap<>(Operation.class);

  void add(Operation operation, Action action) {
    actions.put(operation, action);
  }

  void addJson(Operation operation, Function<ApiRequest, ObjectNode> action) {
    add(operation, request -> new Answer.Json(action.apply(request)));
  }

  Optional<Action> of(Operation operation) {
    return Optional.ofNullable(actions.get(operation));
  }
}
