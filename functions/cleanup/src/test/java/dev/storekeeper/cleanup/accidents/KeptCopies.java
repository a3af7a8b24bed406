package dev.storekeeper.cleanup.accidents;

import dev.storekeeper.cleanup.export.ExportException;
import dev.storekeeper.cleanup.export.Exports;
import dev.storekeeper.cleanup.registry.FakeRegistry;
import dev.storekeeper.codeartifact.PackageVersion;
import java.util.Set;
import java.util.TreeSet;

/** Copies in memory, of what can be downloaded. */
final class KeptCopies implements Exports {
  private final FakeRegistry registry;
  private final Set<String> copies = new TreeSet<>();

  KeptCopies(FakeRegistry registry) {
    this.registry = registry;
  }

  /** Somebody empties the bucket. */
  void lose() {
    copies.clear();
  }

  int count() {
    return copies.size();
  }

  @Override
  public String export(PackageVersion version, String revision) throws ExportException {
    String status = registry.status(version).orElse("gone");
    if (!status.equals("Published") && !status.equals("Unlisted")) {
      throw new ExportException("it cannot be downloaded: it is " + status);
    }
    String copy = key(version, revision);
    copies.add(copy);
    return copy;
  }

  @Override
  public void verify(String manifest, PackageVersion version, String revision)
      throws ExportException {
    if (!manifest.equals(key(version, revision)) || !copies.contains(manifest)) {
      throw new ExportException("there is no copy of it");
    }
  }

  private static String key(PackageVersion version, String revision) {
    return Stage.name(version) + "@" + revision;
  }
}
