package dev.storekeeper.sandbox.runtime.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.lambda.host.FunctionConfiguration;
import java.util.Optional;

/**
 * A function as it is called: by its name alone, an alias or a version.
 *
 * @param function the function
 * @param qualifier the alias or version that was asked for, or an empty string
 * @param version the version that this means, {@code $LATEST} or a number
 * @param invoke how asynchronous invocations of it behave
 * @param policy who may call it, besides those whose own policies say so
 * @param deadLetterQueue where the events of failed asynchronous invocations go
 */
record Target(
    FunctionConfiguration function,
    String qualifier,
    String version,
    InvokeConfiguration invoke,
    Optional<JsonNode> policy,
    Optional<String> deadLetterQueue) {

  String arn() {
    return function.arn(qualifier);
  }
}
