package dev.storekeeper.sandbox.runtime.template;

import dev.storekeeper.sandbox.runtime.iam.policy.PolicyKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a property's value must look like. */
sealed interface Shape {
  /** What is expected, for messages, for example {@code a string}. */
  String expected();

  /**
   * A string. Numbers and booleans become strings.
   *
   * @param allowed if not empty, the only ones that are allowed
   * @param fixed whether it must be known before there are resources
   */
  record Text(List<String> allowed, boolean fixed) implements Shape {
    public Text {
      allowed = List.copyOf(allowed);
    }

    @Override
    public String expected() {
      return allowed.isEmpty() ? "a string" : "one of " + String.join(", ", allowed);
    }
  }

  /** A whole number within bounds. */
  record Whole(long min, long max) implements Shape {
    @Override
    public String expected() {
      if (max == Long.MAX_VALUE) {
        return min == Long.MIN_VALUE ? "an integer" : "an integer from " + min;
      }
      return "an integer from " + min + " to " + max;
    }
  }

  /** A number. */
  record Decimal() implements Shape {
    @Override
    public String expected() {
      return "a number";
    }
  }

  /** True or false. */
  record Flag() implements Shape {
    @Override
    public String expected() {
      return "a boolean";
    }
  }

  /** Any JSON. */
  record Anything() implements Shape {
    @Override
    public String expected() {
      return "anything";
    }
  }

  /** Any JSON object, for example an event pattern. */
  record Document() implements Shape {
    @Override
    public String expected() {
      return "an object";
    }
  }

  /** A path beside the template; becomes <code>{"Path": "absolute path"}</code>. */
  record FilePath() implements Shape {
    @Override
    public String expected() {
      return "a path relative to the template";
    }
  }

  /** A policy document. */
  record Policy(PolicyKind policyKind) implements Shape {
    @Override
    public String expected() {
      return "a policy document";
    }
  }

  /** The ARN of a managed policy that the sandbox knows. */
  record ManagedPolicy() implements Shape {
    @Override
    public String expected() {
      return "the ARN of a managed policy";
    }
  }

  /** A list. */
  record ListOf(Shape item) implements Shape {
    @Override
    public String expected() {
      return "a list";
    }
  }

  /** An object with keys of the user's own. */
  record MapOf(Shape member) implements Shape {
    @Override
    public String expected() {
      return "an object";
    }
  }

  /** An object with known members. */
  record Structure(Map<String, Field> fields) implements Shape {
    public Structure {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public String expected() {
      return "an object";
    }
  }

  /** A member of a structure. */
  record Field(Shape shape, boolean required) {}

  /** One of several shapes, told apart by what kind of value they take. */
  record OneOf(List<Shape> options) implements Shape {
    public OneOf {
      options = List.copyOf(options);
    }

    @Override
    public String expected() {
      return String.join(" or ", options.stream().map(Shape::expected).toList());
    }
  }
}
