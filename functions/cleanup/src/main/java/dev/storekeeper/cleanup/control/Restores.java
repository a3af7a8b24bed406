package dev.storekeeper.cleanup.control;

import dev.storekeeper.codeartifact.PackageVersion;
import java.io.IOException;

/**
 * Has deleted versions published again, and deleted repositories made again. What became of a
 * version is a ledger record about it: {@code cleanup.restored}, or {@code cleanup.restore-refused}
 * with the reason as {@code why}. Safe for use by many threads.
 */
public interface Restores {
  /**
   * Asks for a version. May be called more than once.
   *
   * @param manifest the key of its export's manifest
   */
  void request(PackageVersion version, String manifest) throws IOException;

  /**
   * Asks for a deleted repository, likewise. What becomes of it is a record of the repository's
   * stream: {@code cleanup.repository-restored} or {@code cleanup.repository-restore-refused}, both
   * with a {@code text}.
   *
   * @param tombstone the key of its tombstone
   * @param by who asks, an ARN
   */
  void requestRepository(String tombstone, String by) throws IOException;
}
