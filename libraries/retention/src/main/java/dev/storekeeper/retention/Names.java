package dev.storekeeper.retention;

import dev.storekeeper.policy.PolicyMap;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads names that have a syntax. */
final class Names {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,47}");
  private static final Pattern DOMAIN = Pattern.compile("[a-z][a-z0-9-]{0,48}[a-z0-9]");

  private Names() {}

  /** A name that no other entry of its kind has. */
  static String name(PolicyMap map, String kind, Set<String> taken) {
    String name = map.string("name");
    check(map, "name", name, NAME, "1 to 48 of a-z, 0-9 and -");
    if (!name.isEmpty() && !taken.add(kind + " " + name)) {
      map.problem("name", "a second " + kind + " \"" + name + "\"", "a name of its own");
    }
    return name;
  }

  static void domain(PolicyMap map, String field, String name) {
    check(map, field, name, DOMAIN, "a domain's name: 2 to 50 of a-z, 0-9 and -");
  }

  private static void check(
      PolicyMap map, String field, String text, Pattern syntax, String expected) {
    if (!text.isEmpty() && !syntax.matcher(text).matches()) {
      map.problem(field, "\"" + text + "\"", expected);
    }
  }
}
