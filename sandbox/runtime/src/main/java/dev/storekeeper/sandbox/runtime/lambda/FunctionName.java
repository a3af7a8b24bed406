package dev.storekeeper.sandbox.runtime.lambda;

import dev.storekeeper.sandbox.runtime.AwsException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function as a caller names it: {@code name}, {@code name:qualifier}, {@code
 * account:function:name} or a full ARN. Parts that are not given are empty.
 */
record FunctionName(String region, String account, String name, String qualifier) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:arn:aws[a-zA-Z-]*:lambda:)?(?:([a-z]{2}(?:-[a-z]+)+-\\d):)?(?:(\\d{12}):)?"
              + "(?:function:)?([a-zA-Z0-9_-]{1,140})(?::(\\$LATEST|[a-zA-Z0-9_-]{1,129}))?");

  static FunctionName parse(String text) {
    Matcher form = FORM.matcher(text);
    if (text.length() > 256 || !form.matches()) {
      throw new AwsException(
          400, "InvalidParameterValueException", "not a function's name or ARN: " + text);
    }
    return new FunctionName(
        given(form.group(1)), given(form.group(2)), form.group(3), given(form.group(4)));
  }

  private static String given(@org.jspecify.annotations.Nullable String group) {
    return group == null ? "" : group;
  }
}
