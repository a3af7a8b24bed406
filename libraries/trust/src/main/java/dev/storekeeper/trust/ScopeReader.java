package dev.storekeeper.trust;

import dev.storekeeper.policy.PolicyMap;
import java.util.ArrayList;
import java.util.List;

/** Reads scopes, and refuses those that no package can have. */
final class ScopeReader {
  private static final List<String> FORMATS =
      List.of("cargo", "generic", "maven", "npm", "nuget", "pypi", "ruby", "swift");
  private static final String EXPECTED = "read, publish or publish:<format>/<namespace>/<name>";

  private ScopeReader() {}

  static List<Scope> scopes(PolicyMap map, List<String> texts) {
    List<Scope> scopes = new ArrayList<>();
    for (String text : texts) {
      Scope.of(text)
          .ifPresentOrElse(
              scope -> {
                scopes.add(scope);
                scope.packagePattern().ifPresent(name -> checkPackage(map, name));
              },
              () -> map.problem("scopes", "\"" + text + "\"", EXPECTED));
    }
    return scopes;
  }

  private static void checkPackage(PolicyMap map, String pattern) {
    String[] parts = pattern.split("/", -1);
    if (!FORMATS.contains(parts[0])) {
      String expected = "one of " + String.join(", ", FORMATS);
      map.problem("scopes", "the unknown format \"" + parts[0] + "\"", expected);
    }
    if (parts[0].equals("pypi") && !pattern.equals("pypi//" + normalised(parts[2]))) {
      String expected = "the normalised name without a namespace: pypi//" + normalised(parts[2]);
      map.problem("scopes", "\"" + pattern + "\", which is no name of a package", expected);
    }
  }

  /** As the Python packaging specifications have it (PEP 503). */
  private static String normalised(String name) {
    return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[-_.]+", "-");
  }
}
