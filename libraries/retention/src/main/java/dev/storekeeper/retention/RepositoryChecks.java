package dev.storekeeper.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Whether a repository is one that nobody needs any more. */
final class RepositoryChecks {
  /** The tag that CloudFormation gives to what it made. */
  private static final String STACK = "aws:cloudformation:stack-id";

  private final RepositoryFacts facts;
  private final Instant asOf;

  RepositoryChecks(RepositoryFacts facts, Instant asOf) {
    this.facts = facts;
    this.asOf = asOf;
  }

  /** Whether it belongs to a stack, which would make it again or break without it. */
  RuleCheck stack() {
    return RuleCheck.protection(
        "",
        known(
            facts.tags(),
            "its tags are",
            tags ->
                Check.of(
                    tags.containsKey(STACK),
                    "it belongs to the stack " + tags.get(STACK),
                    "it belongs to no stack")));
  }

  boolean isEmpty() {
    return facts.packages() instanceof Known.Value<Long>(Long count) && count == 0;
  }

  /** Everything that has to hold for a policy to select it. */
  Stream<RuleCheck> of(RepositoryRule rule) {
    RepositorySelection select = rule.policy().select();
    String name = rule.policy().name();
    return Stream.of(
            criterion(
                rule.path() + ".repositories.when",
                rule.scope().on(facts).check(name + " is about it", name + " is not about it")),
            criterion(rule.path("older_than"), created(select.olderThan())),
            select
                .unpublishedFor()
                .flatMap(it -> criterion(rule.path("unpublished_for"), unpublished(it))),
            select.unreadFor().flatMap(it -> criterion(rule.path("unread_for"), unread(it))),
            Optional.of(select)
                .filter(RepositorySelection::empty)
                .flatMap(it -> criterion(rule.path("empty"), empty())),
            criterion("", ungranted(select.ungrantedFor())),
            criterion(
                "",
                none(
                    facts.downstreams(),
                    "who uses it as an upstream is",
                    "it is an upstream of ",
                    "it is nobody's upstream")),
            criterion(
                "",
                none(
                    facts.externalConnections(),
                    "its external connections are",
                    "it has the external connection ",
                    "it has no external connection")))
        .flatMap(Optional::stream);
  }

  private static Optional<RuleCheck> criterion(String rule, Check check) {
    return Optional.of(RuleCheck.criterion(rule, check));
  }

  private Check created(Duration window) {
    return Ages.before("created", facts.createdTime(), asOf, window);
  }

  private Check unpublished(Duration window) {
    Check created = created(window);
    return created.fails()
        ? created
        : known(
            facts.lastPublish(),
            "the last publish is",
            last ->
                last.map(time -> Ages.before("last publish", time, asOf, window))
                    .orElse(Check.yes("nothing was ever published")));
  }

  private Check unread(Duration window) {
    Check created = created(window);
    return created.fails()
        ? created
        : known(facts.reads(), "the last read is", reads -> Ages.unread(reads, asOf, window));
  }

  private Check ungranted(Duration window) {
    return known(
        facts.lastGrant(),
        "the last token is",
        last ->
            last.map(time -> Ages.before("last token", time, asOf, window))
                .orElse(Check.yes("no token was ever granted")));
  }

  private Check empty() {
    return known(
        facts.packages(),
        "the number of its packages is",
        count ->
            Check.of(count == 0, "it has no packages", "it has " + Texts.count(count, "package")));
  }

  private static Check none(Known<List<String>> known, String what, String some, String none) {
    return known(
        known, what, names -> Check.of(names.isEmpty(), none, some + String.join(", ", names)));
  }

  private static <T> Check known(Known<T> known, String what, Function<T, Check> check) {
    return switch (known) {
      case Known.Value<T>(T value) -> check.apply(value);
      case Known.Unknown<T>(String why) -> Check.unknown(what + " unknown: " + why);
      case Known.Unasked<T>() -> Check.unknown(what + " unknown: nobody asked");
    };
  }
}
