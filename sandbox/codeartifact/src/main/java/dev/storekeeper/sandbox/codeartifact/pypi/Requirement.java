package dev.storekeeper.sandbox.codeartifact.pypi;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dependency (PEP 508), divided into the project and everything that is demanded of it.
 *
 * @param project the project
 * @param text extras, versions or address, and markers as written; possibly empty
 */
record Requirement(ProjectName project, String text) {
  private static final Pattern SHAPE =
      Pattern.compile(
          "([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\\s*((?:(?:[\\[(<>=~;@]|!=).*)?)");

  /**
   * Reads a Requires-Dist value.
   *
   * @throws ServiceException 400 if it does not begin with a project's name
   */
  static Requirement parse(String value) {
    Matcher matcher = SHAPE.matcher(value.strip().replaceAll("\\s+", " "));
    if (!matcher.matches()) {
      throw broken(value);
    }
    ProjectName project = ProjectName.parse(matcher.group(1)).orElseThrow(() -> broken(value));
    return new Requirement(project, matcher.group(2));
  }

  private static ServiceException broken(String value) {
    return ServiceException.invalid(
        "Requires-Dist: %s is no requirement (PEP 508)".formatted(Printable.quote(value)));
  }
}
