package dev.storekeeper.retention;

import java.util.List;

/** It has one of these statuses. */
record StatusCriterion(List<String> statuses) implements Criterion {
  StatusCriterion {
    statuses = List.copyOf(statuses);
  }

  @Override
  public String field() {
    return "statuses";
  }

  @Override
  public boolean isFree() {
    return true;
  }

  @Override
  public Check check(VersionView version) {
    String status = version.facts().status();
    return Check.of(
        statuses.contains(status) && !Statuses.GONE.contains(status),
        "it is " + status,
        "it is " + status + " and not " + String.join(" or ", statuses));
  }
}
