package dev.storekeeper.usage;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names as CodeArtifact's API model allows and normalises them. */
final class Names {
  static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  static final Pattern DOMAIN = Pattern.compile("[a-z][a-z0-9-]{0,48}[a-z0-9]");
  static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,99}");
  static final Pattern FORMAT = Pattern.compile("[a-z][a-z0-9]{1,31}");
  static final Pattern PART = Pattern.compile("[^#/\\s\\p{Cntrl}\\p{Cs}]{1,255}");
  private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");
  private static final int MAX_SHOWN = 80;

  private Names() {}

  /**
   * The name that all spellings of a package share (CodeArtifact user guide, "Python package name
   * normalization" and "NuGet package name, version and asset name normalization").
   */
  static String normal(String format, String name) {
    return switch (format) {
      case "pypi" -> SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
      case "nuget" -> name.toLowerCase(Locale.ROOT);
      default -> name;
    };
  }

  static String check(String field, Pattern pattern, String value) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(
          field + ": found " + shown(value) + ", expected a match of " + pattern);
    }
    return value;
  }

  private static String shown(String value) {
    String start = value.substring(0, Math.min(value.length(), MAX_SHOWN));
    return "\"" + start.replaceAll("\\p{Cntrl}", "?") + "\"";
  }
}
