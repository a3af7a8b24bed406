package dev.storekeeper.retention;

import java.util.ArrayList;
import java.util.List;

/**
 * A policy about versions, ready to decide.
 *
 * @param path its place in the file, as {@code policies[0]}
 * @param scope what it is about
 * @param criteria what a version has to meet, cheapest first
 */
record VersionRule(
    String path, VersionPolicy policy, AttributePattern scope, List<Criterion> criteria) {
  VersionRule {
    criteria = List.copyOf(criteria);
  }

  static VersionRule of(String path, VersionPolicy policy) {
    VersionSelection select = policy.select();
    List<Criterion> criteria = new ArrayList<>();
    criteria.add(new StatusCriterion(select.statuses()));
    select.prerelease().map(PrereleaseCriterion::new).ifPresent(criteria::add);
    select.publishedOlderThan().map(AgeCriterion::new).ifPresent(criteria::add);
    select.unreadFor().map(UnreadCriterion::new).ifPresent(criteria::add);
    select.largerThan().map(SizeCriterion::new).ifPresent(criteria::add);
    return new VersionRule(path, policy, AttributePattern.of(policy.when()), criteria);
  }

  String name() {
    return policy.name();
  }

  /** The place of a criterion in the file. */
  String path(Criterion criterion) {
    return path + ".versions.select." + criterion.field();
  }

  /** The place of a keep rule in the file. */
  String keepPath(String field) {
    return path + ".versions.keep." + field;
  }
}
