package dev.storekeeper.sandbox.runtime.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.iam.policy.ManagedPolicies;
import dev.storekeeper.sandbox.runtime.iam.policy.PolicyDocument;
import dev.storekeeper.sandbox.runtime.iam.policy.PolicyException;
import dev.storekeeper.sandbox.runtime.iam.policy.PolicyKind;
import dev.storekeeper.sandbox.runtime.iam.policy.PolicyRequest;
import dev.storekeeper.sandbox.runtime.iam.policy.Verdict;
import dev.storekeeper.sandbox.runtime.template.Resource;
import dev.storekeeper.sandbox.runtime.template.Stack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a role may do and who may assume it.
 *
 * @param trust its trust policy
 * @param identity its inline and managed policies
 */
record RolePolicies(PolicyDocument trust, List<PolicyDocument> identity) {
  RolePolicies {
    identity = List.copyOf(identity);
  }

  /** The roles of a stack by ARN. */
  static Map<String, RolePolicies> of(Stack stack) {
    ManagedPolicies managed = new ManagedPolicies();
    Map<String, RolePolicies> roles = new HashMap<>();
    for (Resource role : stack.ofType("AWS::IAM::Role")) {
      roles.put(role.arn(), of(role, managed));
    }
    return roles;
  }

  Verdict decide(PolicyRequest request) {
    Verdict verdict = Verdict.SILENT;
    for (PolicyDocument policy : identity) {
      switch (policy.decide(request)) {
        case DENY -> {
          return Verdict.DENY;
        }
        case ALLOW, ALLOW_SESSION -> verdict = Verdict.ALLOW;
        case DELEGATE, SILENT -> {}
      }
    }
    return verdict;
  }

  private static RolePolicies of(Resource role, ManagedPolicies managed) {
    JsonNode properties = role.properties();
    List<PolicyDocument> identity = new ArrayList<>();
    for (JsonNode policy : properties.path("Policies")) {
      identity.add(
          parse(
              role,
              "Policies." + policy.path("PolicyName").asText(),
              policy.path("PolicyDocument"),
              PolicyKind.IDENTITY));
    }
    for (JsonNode arn : properties.path("ManagedPolicyArns")) {
      identity.add(
          managed
              .policy(arn.asText())
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "%s.ManagedPolicyArns: %s is not known; known are %s"
                          .formatted(
                              role.logicalId(), arn.asText(), String.join(", ", managed.arns())))));
    }
    String member = "AssumeRolePolicyDocument";
    return new RolePolicies(
        parse(role, member, properties.path(member), PolicyKind.TRUST), identity);
  }

  private static PolicyDocument parse(
      Resource role, String member, JsonNode document, PolicyKind kind) {
    try {
      return PolicyDocument.parse(document, kind);
    } catch (PolicyException e) {
      throw new IllegalArgumentException(
          role.logicalId() + "." + member + ": " + e.getMessage(), e);
    }
  }
}
