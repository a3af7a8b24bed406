package dev.storekeeper.cleanup.control;

import dev.storekeeper.codeartifact.PackageVersion;
import java.io.IOException;

/**
 * Has deleted versions published again. What became of it is a ledger record about the version:
 * {@code cleanup.restored}, or {@code cleanup.restore-refused} with the reason as {@code why}. Safe
 * for use by many threads.
 */
public interface Restores {
  /**
   * Asks for a version. May be called more than once.
   *
   * @param manifest the key of its export's manifest
   */
  void request(PackageVersion version, String manifest) throws IOException;
}
