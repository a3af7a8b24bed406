package dev.storekeeper.retention;

import java.util.List;

/** The package formats, as CodeArtifact spells them. */
final class Formats {
  static final List<String> ALL =
      List.of("cargo", "generic", "maven", "npm", "nuget", "pypi", "ruby", "swift");

  /** Those that can be published again, byte for byte, from what an export has. */
  static final List<String> RESTORABLE = List.of("generic", "maven", "npm", "pypi");

  private Formats() {}
}
