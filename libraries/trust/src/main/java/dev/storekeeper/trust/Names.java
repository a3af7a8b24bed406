package dev.storekeeper.trust;

import dev.storekeeper.policy.PolicyMap;
import java.util.regex.Pattern;

/** Reads names that have a syntax. */
final class Names {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,47}");
  static final Pattern DOMAIN = Pattern.compile("[a-z][a-z0-9-]{0,48}[a-z0-9]");
  static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,99}");
  static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  private Names() {}

  /** A name that ends up in the names of role sessions, hence its narrow syntax. */
  static String id(PolicyMap map) {
    return check(map, "id", map.string("id"), ID, "1 to 48 letters, digits, - and _");
  }

  static String domain(PolicyMap map, String name) {
    return check(map, "domain", name, DOMAIN, "a domain's name: 2 to 50 of a-z, 0-9 and -");
  }

  static String account(PolicyMap map, String number) {
    return check(map, "domain_owner", number, ACCOUNT, "the 12 digits of an AWS account");
  }

  static String repository(PolicyMap map, String name) {
    String expected = "a repository's name: 2 to 100 letters, digits, ., - and _";
    return check(map, "repositories", name, REPOSITORY, expected);
  }

  private static String check(
      PolicyMap map, String field, String text, Pattern syntax, String expected) {
    if (!text.isEmpty() && !syntax.matcher(text).matches()) {
      map.problem(field, "\"" + text + "\"", expected);
    }
    return text;
  }
}
