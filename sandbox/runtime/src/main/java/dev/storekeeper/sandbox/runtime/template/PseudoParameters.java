package dev.storekeeper.sandbox.runtime.template;

import dev.storekeeper.sandbox.runtime.Account;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The scope of parameters and pseudo parameters; resources stay open. */
final class PseudoParameters implements Evaluator.Scope {
  private static final String NO_VALUE = "AWS::NoValue";

  private final Map<String, String> pseudo;
  private final Map<String, Value> parameters;

  PseudoParameters(Account account, String stackName, Map<String, Value> parameters) {
    UUID stack = UUID.nameUUIDFromBytes(stackName.getBytes(StandardCharsets.UTF_8));
    this.pseudo =
        Map.of(
            "AWS::AccountId",
            account.id(),
            "AWS::Region",
            account.region(),
            "AWS::Partition",
            "aws",
            "AWS::URLSuffix",
            "amazonaws.com",
            "AWS::StackName",
            stackName,
            "AWS::StackId",
            account.arn("cloudformation", "stack/" + stackName + "/" + stack));
    this.parameters = Map.copyOf(parameters);
  }

  /** The pseudo parameters' names. */
  Set<String> names() {
    return pseudo.keySet();
  }

  boolean knows(String name) {
    return pseudo.containsKey(name) || parameters.containsKey(name) || name.equals(NO_VALUE);
  }

  @Override
  public Optional<Value> ref(String name, Location at) {
    if (name.equals(NO_VALUE)) {
      return Optional.of(new Value.Absent(at));
    }
    String text = pseudo.get(name);
    return text == null
        ? Optional.ofNullable(parameters.get(name)).map(value -> Values.moved(value, at))
        : Optional.of(Value.text(at, text));
  }

  @Override
  public Optional<Value> attribute(String logicalId, String attribute, Location at) {
    return Optional.empty();
  }
}
