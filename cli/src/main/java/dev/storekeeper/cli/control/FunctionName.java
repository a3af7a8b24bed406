package dev.storekeeper.cli.control;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function as a person names it.
 *
 * @param text a name, or an ARN, either with an alias or without
 */
record FunctionName(String text) {
  private static final Pattern NAME =
      Pattern.compile(
          "(?:arn:[a-z-]+:lambda:([a-z0-9-]+):[0-9]{12}:function:)?([A-Za-z0-9_-]{1,140})(:[A-Za-z0-9$_-]{1,128})?");

  FunctionName {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "function: found " + text + ", expected the name or the ARN of a Lambda function");
    }
  }

  /** What the function knows itself by. */
  String name() {
    return matched().group(2);
  }

  /** The region, if an ARN says it. */
  Optional<String> region() {
    return Optional.ofNullable(matched().group(1));
  }

  private Matcher matched() {
    Matcher matcher = NAME.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalStateException(text);
    }
    return matcher;
  }
}
