package dev.storekeeper.sandbox.runtime.template;

import dev.storekeeper.sandbox.runtime.iam.policy.ManagedPolicies;
import java.util.List;

/** Turns SAM's resource types into plain ones, as the transform AWS::Serverless-2016-10-31 does. */
final class SamExpansion {
  private final Problems problems;
  private final ShapeChecker checker;
  private final ResourceTypes types;
  private final ManagedPolicies managed;
  private final Globals globals;

  SamExpansion(
      Problems problems,
      ShapeChecker checker,
      ResourceTypes types,
      ManagedPolicies managed,
      Globals globals) {
    this.problems = problems;
    this.checker = checker;
    this.types = types;
    this.managed = managed;
    this.globals = globals;
  }

  Expanded expand(List<Declaration> declarations) {
    Expanded into = new Expanded(problems);
    HttpApis apis = new HttpApis(into, globals);
    FunctionExpansion functions =
        new FunctionExpansion(
            into,
            new FunctionRole(problems, managed),
            new EventExpansion(problems, checker, types, into, apis));
    for (Declaration declared : declarations) {
      switch (declared.type()) {
        case "AWS::Serverless::Function" -> functions.expand(declared);
        case "AWS::Serverless::LayerVersion" -> into.add(layer(declared));
        case "AWS::Serverless::HttpApi" -> apis.declare(declared);
        default -> into.add(declared);
      }
    }
    apis.finish();
    return into;
  }

  private static Declaration layer(Declaration declared) {
    Value.Mapping properties = declared.properties();
    Value.Mapping plain =
        new ObjectBuilder(properties.at())
            .copy(
                properties,
                "LayerName",
                "Description",
                "CompatibleRuntimes",
                "CompatibleArchitectures",
                "LicenseInfo")
            .put("Content", properties.get("ContentUri"))
            .build();
    return declared
        .derive(declared.logicalId(), "AWS::Lambda::LayerVersion", plain)
        .dependingOn(declared.dependsOn());
  }
}
