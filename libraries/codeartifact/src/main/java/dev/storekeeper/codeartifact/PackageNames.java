package dev.storekeeper.codeartifact;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The one spelling that CodeArtifact keeps of all spellings of a package (user guide, "Python
 * package name normalization", "NuGet package name, version and asset name normalization", "Swift
 * package name and namespace normalization").
 */
public final class PackageNames {
  private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

  private PackageNames() {}

  /** The spelling of a name, of any format. */
  public static String name(String format, String name) {
    return switch (format) {
      case "pypi" -> SEPARATORS.matcher(lower(name)).replaceAll("-");
      case "nuget", "swift" -> lower(name);
      default -> name;
    };
  }

  /** The spelling of a namespace, of any format; empty stays empty. */
  public static String namespace(String format, String namespace) {
    return format.equals("swift") ? lower(namespace) : namespace;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
