package dev.storekeeper.sandbox.runtime.template;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.iam.policy.ManagedPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes a stack of a template's sections, in the order in which CloudFormation does. */
final class StackAssembly {
  private final Problems problems;
  private final ResourceTypes types;
  private final ManagedPolicies managed;
  private final ShapeChecker checker;
  private final Account account;
  private final String stackName;

  StackAssembly(
      Problems problems,
      ResourceTypes types,
      ManagedPolicies managed,
      ShapeChecker checker,
      Account account,
      String stackName) {
    this.problems = problems;
    this.types = types;
    this.managed = managed;
    this.checker = checker;
    this.account = account;
    this.stackName = stackName;
  }

  /** The stack, of use only if no problem was found. */
  Stack assemble(Sections sections, Map<String, String> given) {
    Map<String, Value> parameters =
        new Parameters(problems, checker, types.shape("TemplateParameter"))
            .values(sections.parameters(), given);
    PseudoParameters scope = new PseudoParameters(account, stackName, parameters);
    Map<String, Boolean> conditions =
        Conditions.evaluate(
            problems,
            sections.conditions(),
            new Evaluator(problems, scope, sections.mappings(), Map.of()));
    Evaluator evaluator = new Evaluator(problems, scope, sections.mappings(), conditions);

    Globals globals = new Globals(sections.globals());
    globals.check(types, problems);
    Declarations declared =
        new DeclarationReader(problems, checker, types, evaluator, conditions, globals)
            .read(sections.resources());
    Expanded expanded =
        new SamExpansion(problems, checker, types, managed, globals).expand(declared.present());
    List<Declaration> plain =
        expanded.declarations().stream().map(one -> evaluated(one, evaluator)).toList();
    new ReferenceCheck(problems, scope, declared, plain, expanded.aliases()).check(sections);

    PhysicalNames names =
        new PhysicalNames(
            problems,
            evaluator,
            types,
            account,
            stackName,
            plain,
            expanded.aliases(),
            declared.excluded());
    List<Resource> resources = new ArrayList<>();
    for (Declaration one : Ordering.order(problems, plain, expanded.aliases())) {
      resources.add(resource(one, names));
    }
    Map<String, String> outputs =
        new Outputs(problems, checker, types.shape("TemplateOutput"))
            .values(sections.outputs(), conditions, evaluator, names);
    return new Stack(stackName, resources, outputs);
  }

  private static Declaration evaluated(Declaration declared, Evaluator evaluator) {
    return new Declaration(
        declared.logicalId(),
        declared.type(),
        declared.at(),
        evaluator.mapping(declared.properties()),
        declared.dependsOn());
  }

  private Resource resource(Declaration declared, PhysicalNames names) {
    Value.Mapping properties = names.resolve(declared.properties());
    var json = checker.check(properties, types.get(declared.type()).properties(), declared.type());
    return new Resource(
        declared.logicalId(),
        declared.type(),
        names.name(declared),
        names.arn(declared),
        json instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode());
  }
}
