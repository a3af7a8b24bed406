package dev.storekeeper.retention;

import dev.storekeeper.codeartifact.OriginType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Random policies and packages, the same for the same seed. */
final class RandomCases {
  private static final List<String> FORMATS = List.of("npm", "maven", "pypi", "generic");
  private static final List<String> STATUSES =
      List.of(
          "Published", "Published", "Published", "Unlisted", "Unfinished", "Archived", "Disposed");
  private static final List<String> WHEN =
      List.of(
          "{ package: { format: [npm, maven] } }",
          "{ package: { name: [app] } }",
          "{ version: { origin: [INTERNAL] } }",
          "{ version: { prerelease: [true] } }",
          "{ version: { major_line: [\"1\"] } }",
          "{ repository: { tags: { a: [b] } } }",
          "{ repository: { tags: { a: [{ exists: false }] } } }",
          "{ repository: { upstreams: [shared] } }",
          "{ version: { dist_tags: [next] } }",
          "{ version: { dist_tags: [{ exists: false }] }, repository: { tags: { a: [b] } } }",
          "{ $or: [{ repository: { tags: { a: [b] } } }, { version: { status: [Unlisted] } }] }");

  private final Random random;

  RandomCases(long seed) {
    this.random = new Random(seed);
  }

  boolean maybe() {
    return random.nextBoolean();
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** Entries of {@code policies}, each on a line. */
  List<String> policies() {
    List<String> policies = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      policies.add(policy("p" + i));
    }
    return policies;
  }

  String policy(String name) {
    return "{ name: "
        + name
        + ", mode: "
        + one(List.of("plan", "enforce", "plan", "off"))
        + ", versions: { "
        + when()
        + "select: { "
        + select()
        + " }"
        + keep()
        + " } }";
  }

  /** A policy that selects nothing and keeps something. */
  String keeper(String name) {
    return "{ name: "
        + name
        + ", versions: { "
        + when()
        + "select: { published_older_than: P36500D }"
        + keep()
        + " } }";
  }

  /** An entry of {@code protect}. */
  String protection(String name) {
    return "{ name: " + name + ", when: " + one(WHEN) + " }";
  }

  private String when() {
    return maybe() ? "when: " + one(WHEN) + ", " : "";
  }

  private String select() {
    List<String> criteria = new ArrayList<>();
    criteria.add(one(List.of("published_older_than: P", "unread_for: P")) + days() + "D");
    if (random.nextInt(3) == 0) {
      criteria.add("statuses: [Published, Unfinished, Archived]");
    }
    if (random.nextInt(4) == 0) {
      criteria.add("prerelease: " + maybe());
    }
    if (random.nextInt(4) == 0) {
      criteria.add("larger_than: 10B");
    }
    return String.join(", ", criteria);
  }

  private String keep() {
    List<String> rules = new ArrayList<>();
    if (random.nextInt(4) == 0) {
      rules.add("newest: " + (1 + random.nextInt(3)));
    }
    if (random.nextInt(5) == 0) {
      rules.add("newest_per_major: 1");
    }
    if (random.nextInt(5) == 0) {
      rules.add("newest_per_minor: 1");
    }
    rules.add("latest_published: " + random.nextInt(2));
    return ", keep: { " + String.join(", ", rules) + " }";
  }

  private int days() {
    return 30 * (1 + random.nextInt(5));
  }

  static CleanupPolicy read(int remaining, List<String> protections, List<String> policies) {
    StringBuilder document = new StringBuilder("version: 1\ndomains: [acme]\n");
    document.append("reads: { tracked: true }\n");
    document.append("limits: { remaining_versions: " + remaining + " }\n");
    if (!protections.isEmpty()) {
      document.append("protect:\n");
      protections.forEach(it -> document.append("  - " + it + "\n"));
    }
    document.append("policies:\n");
    policies.forEach(it -> document.append("  - " + it + "\n"));
    return Samples.policy(document.toString());
  }

  /** A package of which everything is known. */
  PackageFacts facts() {
    RepositoryFacts repository =
        Samples.repository(
            "team tags="
                + one(List.of("none", "a:b", "a:c"))
                + " upstreams="
                + one(List.of("none", "shared")));
    String format = one(FORMATS);
    Set<String> names = new HashSet<>();
    List<VersionFacts> versions = new ArrayList<>();
    for (int i = 0; i < random.nextInt(14); i++) {
      String name = version(format);
      if (names.add(name)) {
        versions.add(facts(name));
      }
    }
    versions.sort(Comparator.comparing((VersionFacts it) -> it.published().notBefore()).reversed());
    Optional<String> displayed =
        versions.isEmpty() || maybe() ? Optional.empty() : Optional.of(one(versions).version());
    return Samples.packageOf(
        repository, format + "//" + one(List.of("app", "lib")), displayed, versions);
  }

  private VersionFacts facts(String name) {
    Instant published = Samples.NOW.minus(age());
    Optional<Instant> read = maybe() ? Optional.empty() : Optional.of(Samples.NOW.minus(age()));
    Instant since = Samples.NOW.minus(maybe() ? Duration.ofDays(1000) : age());
    return new VersionFacts(
        name,
        "revision",
        one(STATUSES),
        one(List.of(OriginType.INTERNAL, OriginType.EXTERNAL)),
        PublishedAt.exactly(published),
        new Known.Value<>(new ReadHistory(read, since, Samples.NOW.plus(Duration.ofDays(9)))),
        new Known.Value<>((long) random.nextInt(20)),
        new Known.Value<>(
            one(List.of(List.of(), List.of(), List.of("next"), List.of("next", "lts")))));
  }

  private Duration age() {
    return Duration.ofHours(12L * random.nextInt(400));
  }

  private String version(String format) {
    String number = random.nextInt(3) + "." + random.nextInt(3);
    return switch (format) {
      case "npm" -> one(List.of(number + ".0", number + ".1", number + ".0-rc.1", "no version"));
      case "maven" ->
          one(
              List.of(
                  number,
                  number + "-SNAPSHOT",
                  number + "-20260101.120000-1",
                  number + "-20260102.120000-2",
                  number + "-rc1"));
      case "pypi" -> one(List.of(number, number + ".0", number + "rc1", "no version"));
      default -> number;
    };
  }

  /** The same package, of which only what an answer has is known. */
  PackageFacts withUnknown(PackageFacts facts) {
    RepositoryFacts it = facts.repository();
    RepositoryFacts repository = random.nextInt(4) > 0 ? it : withUnknownTags(it);
    return new PackageFacts(
        repository,
        facts.format(),
        facts.namespace(),
        facts.name(),
        facts.displayVersion(),
        facts.versions().stream().map(this::withUnknown).toList());
  }

  private static RepositoryFacts withUnknownTags(RepositoryFacts it) {
    Known<Map<String, String>> tags = new Known.Unknown<>("throttled");
    return new RepositoryFacts(
        it.region(),
        it.domainOwner(),
        it.domain(),
        it.name(),
        it.administrator(),
        it.createdTime(),
        tags,
        new Known.Unknown<>("throttled"),
        it.downstreams(),
        it.externalConnections(),
        it.packages(),
        it.lastPublish(),
        it.lastGrant(),
        it.reads());
  }

  private VersionFacts withUnknown(VersionFacts it) {
    return new VersionFacts(
        it.version(),
        it.revision(),
        it.status(),
        it.origin(),
        random.nextInt(4) > 0 ? it.published() : PublishedAt.unknown("throttled"),
        random.nextInt(4) > 0 ? it.reads() : new Known.Unknown<>("throttled"),
        random.nextInt(4) > 0 ? it.bytes() : new Known.Unknown<>("throttled"),
        random.nextInt(4) > 0 ? it.distTags() : new Known.Unknown<>("throttled"));
  }
}
