package dev.storekeeper.usage;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The use of a package's versions in its domain. Immutable. */
public final class PackageUsage {
  /**
   * Stands for the version in a read of an asset whose version could not be told. It counts for
   * every version.
   */
  public static final String ANY_VERSION = "*";

  private final Map<String, VersionUsage> byVersion;
  private final Map<String, VersionUsage> folded = new HashMap<>();

  /** The use of these versions; others were not seen to be used. */
  public PackageUsage(Map<String, VersionUsage> byVersion) {
    this.byVersion = Map.copyOf(byVersion);
    byVersion.forEach((version, usage) -> folded.merge(fold(version), usage, VersionUsage::latest));
  }

  /**
   * The use of a version, {@link VersionUsage#NONE} if none was seen. Reads whose version could not
   * be told are in it, and so are reads of the version in another case: a read too many keeps a
   * version, a read too few deletes it.
   */
  public VersionUsage of(String version) {
    return folded
        .getOrDefault(fold(version), VersionUsage.NONE)
        .latest(folded.getOrDefault(ANY_VERSION, VersionUsage.NONE));
  }

  /** What was recorded, by version as it was spelt, {@link #ANY_VERSION} among them. */
  public Map<String, VersionUsage> byVersion() {
    return byVersion;
  }

  private static String fold(String version) {
    return version.toLowerCase(Locale.ROOT);
  }
}
