package dev.storekeeper.sandbox.codeartifact.control;

import dev.storekeeper.sandbox.codeartifact.catalog.Names;
import java.util.HashMap;
import java.util.Map;

/** The API model's rules for parameters, by the parameter's name. */
final class Constraints {
  static final Constraint REPOSITORY =
      Constraint.pattern(
          "[A-Za-z0-9][A-Za-z0-9._-]{1,99}",
          "2 to 100 letters, digits, '.', '_' and '-', beginning with a letter or digit");
  static final Constraint PACKAGE_NAME =
      new Constraint(Names::isPackageName, "1 to 255 characters without '#', '/' and white space");
  static final Constraint REVISION =
      Constraint.pattern("\\S{1,50}", "1 to 50 characters without white space");
  static final Constraint STATUS =
      Constraint.oneOf("Published", "Unfinished", "Unlisted", "Archived", "Disposed", "Deleted");
  static final Constraint RESTRICTION = Constraint.oneOf("ALLOW", "BLOCK");
  static final Constraint MAX_RESULTS = Constraint.number(1, 1000);
  static final Constraint NEXT_TOKEN =
      Constraint.pattern("\\S{1,2000}", "a token from the answer before");

  private static final Constraint ACCOUNT =
      Constraint.pattern("\\d{12}", "an account id of 12 digits");
  private static final Map<String, Constraint> QUERY = query();

  private Constraints() {}

  /** The rule for a query parameter. */
  static Constraint ofQuery(String parameter) {
    return QUERY.getOrDefault(parameter, Constraint.length(0, 2000));
  }

  private static Map<String, Constraint> query() {
    Map<String, Constraint> rules = new HashMap<>();
    rules.put(
        "domain",
        Constraint.pattern(
            "[a-z][a-z0-9-]{0,48}[a-z0-9]",
            "2 to 50 lower-case letters, digits and '-', beginning with a letter and not ending"
                + " with '-'"));
    rules.put("domain-owner", ACCOUNT);
    rules.put("administrator-account", ACCOUNT);
    rules.put("repository", REPOSITORY);
    rules.put("source-repository", REPOSITORY);
    rules.put("destination-repository", REPOSITORY);
    rules.put(
        "repository-prefix",
        Constraint.pattern(
            "[A-Za-z0-9][A-Za-z0-9._-]{0,99}",
            "1 to 100 letters, digits, '.', '_' and '-', beginning with a letter or digit"));
    rules.put(
        "format",
        Constraint.oneOf("npm", "pypi", "maven", "nuget", "generic", "ruby", "swift", "cargo"));
    rules.put("namespace", PACKAGE_NAME);
    rules.put("package", PACKAGE_NAME);
    rules.put("package-prefix", PACKAGE_NAME);
    rules.put("version", PACKAGE_NAME);
    rules.put(
        "asset",
        new Constraint(Names::isAssetName, "1 to 255 characters without control characters"));
    rules.put("revision", REVISION);
    rules.put("policy-revision", REVISION);
    rules.put("max-results", MAX_RESULTS);
    rules.put("next-token", NEXT_TOKEN);
    rules.put("status", STATUS);
    rules.put("sortBy", Constraint.oneOf("PUBLISHED_TIME"));
    rules.put("originType", Constraint.oneOf("INTERNAL", "EXTERNAL", "UNKNOWN"));
    rules.put("publish", RESTRICTION);
    rules.put("upstream", RESTRICTION);
    rules.put("endpointType", Constraint.oneOf("dualstack", "ipv4"));
    rules.put("duration", Constraint.number(0, 43200));
    rules.put("unfinished", Constraint.oneOf("true", "false"));
    rules.put("resourceArn", Constraint.length(1, 1011));
    return Map.copyOf(rules);
  }
}
