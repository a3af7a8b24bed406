package dev.storekeeper.sandbox.runtime.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.lambda.host.Properties;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The policies of functions and aliases that {@code AWS::Lambda::Permission} resources make. */
final class ResourcePolicies {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, ObjectNode> byArn = new HashMap<>();

  void add(String arn, Properties permission) {
    permission.refuse("EventSourceToken", "FunctionUrlAuthType", "PrincipalOrgID");
    JsonNode node = permission.node();
    ObjectNode statement = JSON.createObjectNode();
    statement.put("Sid", permission.logicalId());
    statement.put("Effect", "Allow");
    String principal = permission.text("Principal");
    if (principal.equals("*")) {
      statement.put("Principal", "*");
    } else {
      boolean service = principal.contains(".") && !principal.startsWith("arn:");
      statement.putObject("Principal").put(service ? "Service" : "AWS", principal);
    }
    statement.put("Action", permission.text("Action"));
    statement.put("Resource", arn);
    ObjectNode condition = JSON.createObjectNode();
    if (node.has("SourceArn")) {
      condition.putObject("ArnLike").put("aws:SourceArn", permission.text("SourceArn"));
    }
    if (node.has("SourceAccount")) {
      condition
          .putObject("StringEquals")
          .put("aws:SourceAccount", node.get("SourceAccount").asText());
    }
    if (!condition.isEmpty()) {
      statement.set("Condition", condition);
    }
    ObjectNode policy =
        byArn.computeIfAbsent(
            arn,
            key -> {
              ObjectNode made = JSON.createObjectNode().put("Version", "2012-10-17");
              made.putArray("Statement");
              return made;
            });
    ((ArrayNode) policy.get("Statement")).add(statement);
  }

  Optional<JsonNode> of(String arn) {
    return Optional.ofNullable(byArn.get(arn));
  }
}
