package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.registry.DomainId;

/** Keys of leases and notes of a scan. */
final class ScanKeys {
  private ScanKeys() {}

  /** A domain's scans; its note names the last one. */
  static String domain(DomainId domain) {
    return "scan/" + domain;
  }

  /** A repository of a plan; its note is how far the scan is. */
  static String unit(String plan, String repository) {
    return "scan/" + plan + "/" + repository;
  }

  /** The completion of a plan; its note counts the repositories that are known to be done. */
  static String close(String plan) {
    return "close/" + plan;
  }

  /** The items of a plan; its note counts the rows that are dealt with. */
  static String seed(String plan) {
    return "seed/" + plan;
  }
}
