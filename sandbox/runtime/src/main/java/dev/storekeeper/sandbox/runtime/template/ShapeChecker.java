package dev.storekeeper.sandbox.runtime.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.storekeeper.sandbox.runtime.iam.policy.ManagedPolicies;
import dev.storekeeper.sandbox.runtime.iam.policy.PolicyDocument;
import dev.storekeeper.sandbox.runtime.iam.policy.PolicyException;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Checks values against shapes and gives them as JSON of exactly the shape's types. Values that
 * still hold open references pass where their result may fit.
 */
final class ShapeChecker {
  private final Problems problems;
  private final ManagedPolicies managed;
  private final Path folder;

  /** A checker for the template in a folder. */
  ShapeChecker(Problems problems, ManagedPolicies managed, Path folder) {
    this.problems = problems;
    this.managed = managed;
    this.folder = folder;
  }

  /**
   * Checks a value.
   *
   * @param owner what the value belongs to, for messages, for example {@code AWS::SQS::Queue}
   * @return the value as JSON, of use only if no problem was found and nothing is open
   */
  JsonNode check(Value value, Shape shape, String owner) {
    if (value instanceof Value.Absent) {
      return NullNode.getInstance();
    }
    if (value instanceof Value.Call call) {
      return mayBecome(shape, call) ? NullNode.getInstance() : mismatch(value, shape);
    }
    return switch (shape) {
      case Shape.Text text -> text(value, text);
      case Shape.Whole whole -> whole(value, whole);
      case Shape.Decimal number ->
          number(value)
              .<JsonNode>map(DecimalNode::valueOf)
              .orElseGet(() -> mismatch(value, number));
      case Shape.Flag flag -> flag(value, flag);
      case Shape.Anything _ -> value.toJson();
      case Shape.Document document ->
          value instanceof Value.Mapping ? value.toJson() : mismatch(value, document);
      case Shape.FilePath path -> path(value, path);
      case Shape.Policy policy -> policy(value, policy);
      case Shape.ManagedPolicy policy -> managedPolicy(value, policy);
      case Shape.ListOf list -> list(value, list, owner);
      case Shape.MapOf map -> map(value, map, owner);
      case Shape.Structure structure -> structure(value, structure, owner);
      case Shape.OneOf oneOf -> oneOf(value, oneOf, owner);
    };
  }

  private JsonNode mismatch(Value value, Shape shape) {
    String found = value instanceof Value.Scalar && isBounded(shape) ? "" : value.kind();
    problems.add(
        value.at(), "expected " + shape.expected() + (found.isEmpty() ? "" : ", found " + found));
    return NullNode.getInstance();
  }

  private static boolean isBounded(Shape shape) {
    return (shape instanceof Shape.Text text && !text.allowed().isEmpty())
        || shape instanceof Shape.Whole;
  }

  /** References give strings, and a split string a list; other calls were reported already. */
  private static boolean mayBecome(Shape shape, Value.Call call) {
    return switch (shape) {
      case Shape.Text text -> !text.fixed();
      case Shape.Whole _,
          Shape.Decimal _,
          Shape.Anything _,
          Shape.FilePath _,
          Shape.ManagedPolicy _,
          Shape.ListOf _ ->
          true;
      case Shape.OneOf oneOf -> oneOf.options().stream().anyMatch(one -> mayBecome(one, call));
      case Shape.Flag _, Shape.Document _, Shape.Policy _, Shape.MapOf _, Shape.Structure _ ->
          switch (call.function()) {
            case REF, GET_ATT, SUB, JOIN, SELECT, SPLIT -> false;
            case IF, FIND_IN_MAP, EQUALS, AND, OR, NOT, CONDITION -> true;
          };
    };
  }

  private JsonNode text(Value value, Shape.Text shape) {
    Optional<String> text = value.text();
    if (text.isEmpty() || (!shape.allowed().isEmpty() && !shape.allowed().contains(text.get()))) {
      return mismatch(value, shape);
    }
    return TextNode.valueOf(text.get());
  }

  private JsonNode whole(Value value, Shape.Whole shape) {
    Optional<BigDecimal> number = number(value);
    if (number.isEmpty()) {
      problems.add(value.at(), "expected " + shape.expected() + ", found " + value.kind());
      return NullNode.getInstance();
    }
    try {
      long whole = number.get().longValueExact();
      if (whole >= shape.min() && whole <= shape.max()) {
        return JsonNodeFactory.instance.numberNode(whole);
      }
    } catch (ArithmeticException e) {
      return mismatch(value, shape);
    }
    return mismatch(value, shape);
  }

  /** CloudFormation takes numbers written as strings too; parameters are often such. */
  private static Optional<BigDecimal> number(Value value) {
    if (!(value instanceof Value.Scalar scalar)
        || !(scalar.json().isNumber() || scalar.json().isTextual())) {
      return Optional.empty();
    }
    if (scalar.json().isNumber()) {
      return Optional.of(scalar.json().decimalValue());
    }
    try {
      return Optional.of(new BigDecimal(scalar.written()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private JsonNode flag(Value value, Shape.Flag shape) {
    Optional<String> text = value.text();
    if (text.filter(Set.of("true", "false")::contains).isEmpty()) {
      return mismatch(value, shape);
    }
    return BooleanNode.valueOf(text.get().equals("true"));
  }

  private JsonNode path(Value value, Shape.FilePath shape) {
    Optional<String> text = value.text();
    if (text.isEmpty()) {
      return mismatch(value, shape);
    }
    if (text.get().startsWith("s3:")) {
      problems.add(value.at(), "expected " + shape.expected() + ", found an S3 address");
      return NullNode.getInstance();
    }
    try {
      String absolute = folder.resolve(text.get()).normalize().toString();
      return JsonNodeFactory.instance.objectNode().put("Path", absolute);
    } catch (InvalidPathException e) {
      return mismatch(value, shape);
    }
  }

  private JsonNode policy(Value value, Shape.Policy shape) {
    if (!(value instanceof Value.Mapping)) {
      return mismatch(value, shape);
    }
    JsonNode document = value.toJson();
    if (Values.isResolved(value)) {
      try {
        PolicyDocument.parse(document, shape.policyKind());
      } catch (PolicyException e) {
        e.problems()
            .forEach(
                problem -> problems.add(Values.locate(value, problem.path()), problem.message()));
      }
    }
    return document;
  }

  private JsonNode managedPolicy(Value value, Shape.ManagedPolicy shape) {
    Optional<String> text = value.text();
    if (text.isEmpty()) {
      return mismatch(value, shape);
    }
    if (managed.policy(text.get()).isEmpty()) {
      problems.add(
          value.at(), "unknown managed policy; known are " + String.join(", ", managed.arns()));
    }
    return value.toJson();
  }

  private JsonNode list(Value value, Shape.ListOf shape, String owner) {
    if (!(value instanceof Value.Sequence list)) {
      return mismatch(value, shape);
    }
    var array = JsonNodeFactory.instance.arrayNode();
    list.items().forEach(item -> array.add(check(item, shape.item(), owner)));
    return array;
  }

  private JsonNode map(Value value, Shape.MapOf shape, String owner) {
    if (!(value instanceof Value.Mapping mapping)) {
      return mismatch(value, shape);
    }
    var object = JsonNodeFactory.instance.objectNode();
    mapping
        .members()
        .forEach((name, member) -> object.set(name, check(member, shape.member(), owner)));
    return object;
  }

  private JsonNode structure(Value value, Shape.Structure shape, String owner) {
    if (!(value instanceof Value.Mapping mapping)) {
      return mismatch(value, shape);
    }
    var object = JsonNodeFactory.instance.objectNode();
    mapping
        .members()
        .forEach((name, member) -> {
          Shape.Field field = shape.fields().get(name);
          if (field == null) {
            problems.add(
                member.at(),
                "unknown property of " + owner + Suggestion.of(name, shape.fields().keySet()));
          } else {
            object.set(name, check(member, field.shape(), owner));
          }
        });
    shape
        .fields()
        .forEach((name, field) -> {
          if (field.required() && mapping.get(name).isEmpty()) {
            problems.add(mapping.at(), name + " is required");
          }
        });
    return object;
  }

  private JsonNode oneOf(Value value, Shape.OneOf shape, String owner) {
    for (Shape option : shape.options()) {
      if (takes(option, value)) {
        return check(value, option, owner);
      }
    }
    return mismatch(value, shape);
  }

  private static boolean takes(Shape shape, Value value) {
    return switch (shape) {
      case Shape.Text _, Shape.Whole _, Shape.Decimal _, Shape.FilePath _, Shape.ManagedPolicy _ ->
          value instanceof Value.Scalar scalar && !scalar.json().isBoolean();
      case Shape.Flag _ -> value instanceof Value.Scalar;
      case Shape.ListOf _ -> value instanceof Value.Sequence;
      case Shape.Document _, Shape.Policy _, Shape.MapOf _, Shape.Structure _ ->
          value instanceof Value.Mapping;
      case Shape.Anything _ -> true;
      case Shape.OneOf oneOf -> oneOf.options().stream().anyMatch(option -> takes(option, value));
    };
  }
}
