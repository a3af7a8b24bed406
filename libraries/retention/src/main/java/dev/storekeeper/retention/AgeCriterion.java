package dev.storekeeper.retention;

import java.time.Duration;

/** It was published longer ago. */
record AgeCriterion(Duration window) implements Criterion {
  @Override
  public String field() {
    return "published_older_than";
  }

  @Override
  public Check check(VersionView version) {
    return Ages.published(version.facts().published(), version.asOf(), window);
  }
}
