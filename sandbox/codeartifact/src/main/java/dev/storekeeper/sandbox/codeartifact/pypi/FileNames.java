package dev.storekeeper.sandbox.codeartifact.pypi;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads distribution file names without their extension. */
final class FileNames {
  private static final int LONGEST = 255;
  private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+!-]*");
  private static final Pattern BUILD_TAG = Pattern.compile("[0-9][A-Za-z0-9_.]*");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_]+(?:\\.[A-Za-z0-9_]+)*");

  private FileNames() {}

  static void checkCharacters(String fileName) {
    if (!isPlain(fileName)) {
      throw ServiceException.invalid(
          "File name %s: expected at most %d letters, digits and . _ + ! - without any folder"
              .formatted(Printable.quote(fileName), LONGEST));
    }
  }

  static boolean isPlain(String fileName) {
    return fileName.length() <= LONGEST && CHARACTERS.matcher(fileName).matches();
  }

  /** The version in {@code name-version[-build]-python-abi-platform} of the project. */
  static Optional<Pep440Version> wheelVersion(String stem, ProjectName project) {
    String[] parts = stem.split("-", -1);
    return parts.length < 2
        ? Optional.empty()
        : version(parts[1]).filter(version -> wheelFits(stem, project, version));
  }

  /** The version in {@code name-version} of the project. */
  static Optional<Pep440Version> sdistVersion(String stem, ProjectName project) {
    for (int hyphen = stem.indexOf('-'); hyphen > 0; hyphen = stem.indexOf('-', hyphen + 1)) {
      Optional<Pep440Version> version = version(stem.substring(hyphen + 1));
      if (version.isPresent()
          && fits(stem.substring(0, hyphen), stem.substring(hyphen + 1), project, version.get())) {
        return version;
      }
    }
    return Optional.empty();
  }

  private static Optional<Pep440Version> version(String text) {
    return Pep440Version.parse(text).or(() -> Pep440Version.parse(text.replace('_', '-')));
  }

  /** Whether {@code name-version[-build]-python-abi-platform} names the project's version. */
  static boolean wheelFits(String stem, ProjectName project, Pep440Version version) {
    String[] parts = stem.split("-", -1);
    if (parts.length != 5 && parts.length != 6) {
      return false;
    }
    for (int index = parts.length - 3; index < parts.length; index++) {
      if (!TAG.matcher(parts[index]).matches()) {
        return false;
      }
    }
    boolean buildFits = parts.length == 5 || BUILD_TAG.matcher(parts[2]).matches();
    return buildFits && fits(parts[0], parts[1], project, version);
  }

  /** Whether some hyphen divides {@code name-version} into the project and its version. */
  static boolean sdistFits(String stem, ProjectName project, Pep440Version version) {
    for (int hyphen = stem.indexOf('-'); hyphen > 0; hyphen = stem.indexOf('-', hyphen + 1)) {
      if (fits(stem.substring(0, hyphen), stem.substring(hyphen + 1), project, version)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code name-version} with an escaped name (PEP 427) names the project's version. */
  static boolean fits(String name, String text, ProjectName project, Pep440Version version) {
    // PEP 427 escapes a version's hyphens as underscores.
    return ProjectName.parse(name).filter(project::sameAs).isPresent()
        && (Pep440Version.parse(text).filter(version::sameAs).isPresent()
            || Pep440Version.parse(text.replace('_', '-')).filter(version::sameAs).isPresent());
  }
}
