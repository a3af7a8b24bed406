package dev.storekeeper.retention;

import dev.storekeeper.policy.Condition;
import dev.storekeeper.policy.EventPattern;
import dev.storekeeper.policy.Place;
import dev.storekeeper.policy.PolicyMap;
import dev.storekeeper.policy.Spelling;
import dev.storekeeper.policy.lint.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Patterns that can never match, or that match what nobody would expect. */
final class AttributeLint implements LintRule {
  private static final String NOT = "anything-but";
  private static final List<String> DIST_TAGS = List.of("version", "dist_tags");
  private static final Set<AttributeGroup> LISTS =
      Set.of(
          AttributeGroup.UPSTREAMS, AttributeGroup.EXTERNAL_CONNECTIONS, AttributeGroup.DIST_TAGS);

  @Override
  public void check(ReadDocument read, Findings findings) {
    CleanupDocument document = read.document();
    for (int i = 0; i < read.protections().size(); i++) {
      PolicyMap map = read.protections().get(i);
      check(
          document.protections().get(i).when(),
          false,
          it -> map.place("when", it.location()),
          new ValueLint(document, findings),
          findings);
    }
    for (int i = 0; i < read.policies().size(); i++) {
      PolicyMap map = read.policies().get(i);
      Policy policy = document.policies().get(i);
      boolean repositories = policy instanceof RepositoryPolicy;
      String kind = repositories ? "repositories" : "versions";
      policy
          .when()
          .ifPresent(when ->
              check(
                  when,
                  repositories,
                  it -> map.place(kind, within("when", it.location())),
                  new ValueLint(document, findings),
                  findings));
    }
  }

  private static List<String> within(String field, List<String> location) {
    List<String> all = new ArrayList<>(List.of(field));
    all.addAll(location);
    return all;
  }

  private static void check(
      EventPattern when,
      boolean onlyRepositories,
      Function<Condition, Place> place,
      ValueLint values,
      Findings findings) {
    when.branches().stream()
        .flatMap(branch -> branch.values().stream())
        .distinct()
        .forEach(conditions -> {
          Condition first = conditions.getFirst();
          Optional<AttributeGroup> group = group(first.field(), onlyRepositories);
          if (group.isEmpty()) {
            unknown(first, onlyRepositories, place.apply(first), findings);
          } else {
            conditions.forEach(it -> values.check(group.get(), it, place.apply(it)));
            checkNegative(group.get(), conditions, place, findings);
          }
        });
    checkDistTags(when, place, findings);
  }

  /** A way that asks for dist-tags of another format. */
  private static void checkDistTags(
      EventPattern when, Function<Condition, Place> place, Findings findings) {
    when.branches().stream()
        .filter(branch -> !Reach.isFormat(branch, "npm"))
        .flatMap(branch -> branch.getOrDefault(DIST_TAGS, List.of()).stream())
        .filter(it -> !it.operator().equals("exists") || it.value().asBoolean())
        .distinct()
        .limit(1)
        .forEach(it ->
            findings.error(
                "never-matches",
                place.apply(it),
                "version.dist_tags, which only npm packages have",
                "\"npm\" in package.format"));
  }

  private static Optional<AttributeGroup> group(List<String> field, boolean onlyRepositories) {
    return AttributeGroup.of(field).filter(it -> !onlyRepositories || it.isOfRepository());
  }

  private static void unknown(
      Condition condition, boolean onlyRepositories, Place place, Findings findings) {
    String name = String.join(".", condition.field());
    Set<String> names =
        AttributeGroup.fields().stream()
            .filter(field -> group(field, onlyRepositories).isPresent())
            .map(field -> String.join(".", field))
            .collect(Collectors.toCollection(TreeSet::new));
    names.add("repository.tags.<key>");
    String all = "one of " + String.join(", ", names);
    findings.error(
        "unknown-attribute",
        place,
        "there is no attribute " + name + ", so this never matches",
        Spelling.nearest(name, names).map(near -> near + ", or " + all).orElse(all));
  }

  private static void checkNegative(
      AttributeGroup group,
      List<Condition> conditions,
      Function<Condition, Place> place,
      Findings findings) {
    List<Condition> negative = conditions.stream().filter(it -> it.operator().equals(NOT)).toList();
    if (negative.size() > 1) {
      findings.error(
          "anything-but-or",
          place.apply(negative.get(1)),
          "a second anything-but in an or: one of the two matches whatever the value is",
          "one anything-but with a list");
    }
    if (!negative.isEmpty() && LISTS.contains(group)) {
      findings.error(
          "anything-but-list",
          place.apply(negative.getFirst()),
          "anything-but on a list, which matches as soon as one element differs",
          "the values that have to be in it, or a protection with those that must not");
    }
  }
}
