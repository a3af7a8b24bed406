package dev.storekeeper.sandbox.runtime.template;

import java.util.ArrayList;
import java.util.List;

/** Builds the roles that SAM generates. */
final class RoleBuilder {
  private final Location at;
  private final List<Value> managed = new ArrayList<>();
  private final List<Value> inline = new ArrayList<>();

  RoleBuilder(Location at) {
    this.at = at;
  }

  void managedPolicy(Value arn) {
    if (managed.stream().noneMatch(known -> known.text().equals(arn.text()))) {
      managed.add(arn);
    }
  }

  void inlinePolicy(String name, Value document) {
    inline.add(
        new ObjectBuilder(document.at())
            .put("PolicyName", name)
            .put("PolicyDocument", document)
            .build());
  }

  /** Lets the role do one thing with one resource. */
  void allow(String name, String action, Value resource) {
    inlinePolicy(
        name,
        document(
            new ObjectBuilder(resource.at())
                .put("Effect", "Allow")
                .put("Action", action)
                .put("Resource", resource)
                .build()));
  }

  /** A role that a service may assume. */
  Value.Mapping assumedBy(String service) {
    return assumedBy(
        document(
            new ObjectBuilder(at)
                .put("Effect", "Allow")
                .put("Principal", new ObjectBuilder(at).put("Service", service).build())
                .put("Action", "sts:AssumeRole")
                .build()));
  }

  /** A role with a trust policy of its own. */
  Value.Mapping assumedBy(Value trust) {
    ObjectBuilder role = new ObjectBuilder(at).put("AssumeRolePolicyDocument", trust);
    if (!managed.isEmpty()) {
      role.put("ManagedPolicyArns", managed);
    }
    if (!inline.isEmpty()) {
      role.put("Policies", inline);
    }
    return role.build();
  }

  private static Value document(Value.Mapping statement) {
    return new ObjectBuilder(statement.at())
        .put("Version", "2012-10-17")
        .put("Statement", List.of(statement))
        .build();
  }
}
