package dev.storekeeper.cleanup.repository;

import java.util.Map;
import java.util.TreeMap;

/**
 * The tag by which people see that a repository is on its way out. Removing it keeps the
 * repository; changing its value changes nothing.
 */
public final class RepositoryTag {
  /** Its key; the value is the day of the freeze, as in {@code 2026-12-24}. */
  public static final String KEY = "storekeeper:cleanup-due";

  private RepositoryTag() {}

  /** Tags without cleanup's own. */
  public static Map<String, String> without(Map<String, String> tags) {
    Map<String, String> others = new TreeMap<>(tags);
    others.remove(KEY);
    return others;
  }
}
