package dev.storekeeper.retention;

/** It is a prerelease by the rules of its format, or it is none. */
record PrereleaseCriterion(boolean wanted) implements Criterion {
  @Override
  public String field() {
    return "prerelease";
  }

  @Override
  public boolean isFree() {
    return true;
  }

  @Override
  public Check check(VersionView version) {
    if (!version.isOrdered()) {
      return Check.no("its format has no prereleases");
    }
    if (version.parsed().isEmpty()) {
      return Check.unknown("its version cannot be read by the rules of its format");
    }
    return version.parsed().get().prerelease()
        ? Check.of(wanted, "it is a prerelease", "it is a prerelease")
        : Check.of(!wanted, "it is no prerelease", "it is no prerelease");
  }
}
