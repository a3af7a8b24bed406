package dev.storekeeper.sandbox.runtime.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.lambda.host.FunctionConfiguration;

/** Functions and mappings as the Lambda API describes them. */
final class FunctionDescription {
  private static final ObjectMapper JSON = new ObjectMapper();

  private FunctionDescription() {}

  static ObjectNode of(Target target) {
    FunctionConfiguration function = target.function();
    ObjectNode description = JSON.createObjectNode();
    description.put("FunctionName", function.name());
    description.put("FunctionArn", target.arn());
    description.put("Runtime", function.runtime());
    description.put("Role", function.role());
    description.put("Handler", function.handler());
    description.put("Description", function.description());
    description.put("Timeout", function.timeout().toSeconds());
    description.put("MemorySize", function.memory());
    description.put("Version", target.version());
    description.put("PackageType", "Zip");
    description.put("State", "Active");
    description.put("LastUpdateStatus", "Successful");
    ObjectNode variables = description.putObject("Environment").putObject("Variables");
    function.environment().forEach(variables::put);
    if (!function.layerArns().isEmpty()) {
      function
          .layerArns()
          .forEach(arn -> description.withArray("Layers").addObject().put("Arn", arn));
    }
    return description;
  }

  static ObjectNode of(EventSourceMapping mapping) {
    int batchSize = mapping.isQueue() ? 10 : 100;
    ObjectNode description = JSON.createObjectNode();
    description.put("UUID", mapping.id().toString());
    description.put("EventSourceArn", mapping.sourceArn());
    description.put("FunctionArn", mapping.target().arn());
    description.put("BatchSize", mapping.properties().number("BatchSize", batchSize, 1, 10_000));
    description.put(
        "MaximumBatchingWindowInSeconds",
        mapping.properties().number("MaximumBatchingWindowInSeconds", 0, 0, 300));
    description.put("State", mapping.enabled() ? "Enabled" : "Disabled");
    if (mapping.partial()) {
      description.putArray("FunctionResponseTypes").add("ReportBatchItemFailures");
    }
    return description;
  }
}
