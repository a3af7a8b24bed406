package dev.storekeeper.sandbox.codeartifact.pypi;

import dev.storekeeper.sandbox.codeartifact.protocol.PackageId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A project's name (packaging specification "Names and normalization", PEP 503 and 508).
 *
 * @param text the name as somebody wrote it
 * @param normalized lower case, runs of {@code -_.} as one hyphen
 */
record ProjectName(String text, String normalized) {
  private static final int LONGEST = 255;
  private static final Pattern VALID =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?");
  private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

  static Optional<ProjectName> parse(String text) {
    if (text.length() > LONGEST || !VALID.matcher(text).matches()) {
      return Optional.empty();
    }
    String normalized = SEPARATORS.matcher(text).replaceAll("-").toLowerCase(Locale.ROOT);
    return Optional.of(new ProjectName(text, normalized));
  }

  boolean sameAs(ProjectName other) {
    return normalized.equals(other.normalized);
  }

  PackageId packageId() {
    return new PackageId(PypiProtocol.FORMAT, "", normalized);
  }
}
