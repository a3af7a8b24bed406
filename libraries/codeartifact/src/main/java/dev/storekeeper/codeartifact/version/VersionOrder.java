package dev.storekeeper.codeartifact.version;

import java.util.Optional;

/** How a package format orders its versions. Implementations are thread-safe. */
public interface VersionOrder {
  /** Longest text that is read as a version; CodeArtifact takes no longer ones either. */
  int MAX_LENGTH = 255;

  /**
   * The order of a format as CodeArtifact spells it; empty for formats without an order of their
   * own ({@code generic}) and for unknown ones.
   */
  static Optional<VersionOrder> of(String format) {
    return switch (format) {
      case "maven" -> Optional.of(new MavenOrder());
      case "pypi" -> Optional.of(new Pep440Order());
      case "npm" -> Optional.of(new SemanticOrder("npm", SemanticOrder.LARGEST_SAFE_INTEGER));
      case "cargo" -> Optional.of(new SemanticOrder("cargo", SemanticOrder.LARGEST_UNSIGNED_LONG));
      case "swift" -> Optional.of(new SemanticOrder("swift", SemanticOrder.LARGEST_LONG));
      case "nuget" -> Optional.of(new NugetOrder());
      case "ruby" -> Optional.of(new RubyOrder());
      default -> Optional.empty();
    };
  }

  /**
   * Reads a version; empty if the format's own tools would not take the text, or if it has more
   * than {@value #MAX_LENGTH} characters or one that is not printable ASCII.
   */
  Optional<Version> parse(String text);
}
