package dev.storekeeper.sandbox.runtime.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.template.Resource;
import dev.storekeeper.sandbox.runtime.template.Stack;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Roles as a template would have them; documents may be written with single quotes. */
public final class TestRoles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Resource> roles = new ArrayList<>();

  public static String arn(String name) {
    return "arn:aws:iam::111122223333:role/" + name;
  }

  public TestRoles with(String name, String trustStatements, String statements) {
    ObjectNode properties = JSON.createObjectNode();
    properties.set("AssumeRolePolicyDocument", document(trustStatements));
    properties
        .putArray("Policies")
        .addObject()
        .put("PolicyName", "own")
        .set("PolicyDocument", document(statements));
    roles.add(new Resource(name, "AWS::IAM::Role", name, arn(name), properties));
    return this;
  }

  public PolicyEvaluator evaluator(Clock clock) {
    return PolicyEvaluator.of(new Stack("shop", roles, Map.of()), clock);
  }

  public static ObjectNode document(String statements) {
    try {
      ObjectNode document = JSON.createObjectNode().put("Version", "2012-10-17");
      document.set("Statement", JSON.readTree("[" + statements.replace('\'', '"') + "]"));
      return document;
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
