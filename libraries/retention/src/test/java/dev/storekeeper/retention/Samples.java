package dev.storekeeper.retention;

import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.policy.lint.LintReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Policies and facts for tests, from short texts; ages are before {@link #NOW}. */
final class Samples {
  static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");
  static final String ACCOUNT = "111122223333";

  private Samples() {}

  static LintReport<CleanupPolicy> check(String document) {
    return CleanupLint.check(PolicyFile.of("cleanup.yaml", document));
  }

  /** A policy, whatever the lint thinks of it. */
  static CleanupPolicy policy(String document) {
    LintReport<CleanupPolicy> report = check(document);
    return report.policy().orElseThrow(() -> new AssertionError(report.findings()));
  }

  static Instant ago(String age) {
    return NOW.minus(Duration.parse(age));
  }

  /**
   * A version, as {@code 1.0 Unlisted EXTERNAL published=P400D reads=never bytes=5
   * dist-tags=next,beta}. Instead of a value {@code unknown} and {@code unasked} may stand; {@code
   * published=older:P3D}, {@code published=younger:P3D} are bounds.
   */
  static VersionFacts version(String text) {
    Words words = new Words(text);
    return new VersionFacts(
        words.first(),
        "revision-of-" + words.first(),
        words.plain(1, "Published"),
        OriginType.valueOf(words.plain(2, "INTERNAL")),
        published(words.get("published", "P400D")),
        known(words.get("reads", "unasked"), Samples::reads),
        known(words.get("bytes", "unasked"), Long::valueOf),
        known(words.get("dist-tags", "none"), Samples::list));
  }

  /** A package, as {@code maven/com.acme/app}. */
  static PackageFacts packageOf(
      RepositoryFacts repository,
      String coordinates,
      Optional<String> displayed,
      List<VersionFacts> versions) {
    String[] parts = coordinates.split("/", -1);
    return new PackageFacts(repository, parts[0], parts[1], parts[2], displayed, versions);
  }

  /** A repository, as {@code team created=P400D tags=a:b,c:d packages=0 publish=never}. */
  static RepositoryFacts repository(String text) {
    Words words = new Words(text);
    return new RepositoryFacts(
        "eu-west-1",
        ACCOUNT,
        words.get("domain", "acme"),
        words.first(),
        ACCOUNT,
        ago(words.get("created", "P400D")),
        known(words.get("tags", "none"), Samples::tags),
        known(words.get("upstreams", "none"), Samples::list),
        known(words.get("downstreams", "none"), Samples::list),
        known(words.get("external", "none"), Samples::list),
        known(words.get("packages", "7"), Long::valueOf),
        known(words.get("publish", "P300D"), Samples::time),
        known(words.get("grant", "never"), Samples::time),
        known(words.get("reads", "never"), Samples::reads));
  }

  private static PublishedAt published(String text) {
    return switch (text) {
      case "unknown" -> PublishedAt.unknown("throttled");
      case "unasked" -> PublishedAt.unasked();
      default -> {
        String age = text.substring(text.indexOf(':') + 1);
        if (text.startsWith("older:")) {
          yield new PublishedAt(Instant.MIN, ago(age), Optional.empty());
        }
        yield text.startsWith("younger:")
            ? new PublishedAt(ago(age), Instant.MAX, Optional.empty())
            : PublishedAt.exactly(ago(age));
      }
    };
  }

  /** {@code never}, an age, or {@code cold:P10D}: covered only for so long; {@code gap:P3D}. */
  private static ReadHistory reads(String text) {
    String age = text.substring(text.indexOf(':') + 1);
    Instant since = text.startsWith("cold:") ? ago(age) : ago("P2000D");
    Instant until = text.startsWith("gap:") ? ago(age) : NOW;
    return new ReadHistory(
        text.startsWith("P") ? Optional.of(ago(age)) : Optional.empty(), since, until);
  }

  private static Optional<Instant> time(String text) {
    return text.equals("never") ? Optional.empty() : Optional.of(ago(text));
  }

  private static List<String> list(String text) {
    return text.equals("none") ? List.of() : List.of(text.split(","));
  }

  private static Map<String, String> tags(String text) {
    Map<String, String> tags = new HashMap<>();
    for (String tag : list(text)) {
      tags.put(tag.substring(0, tag.lastIndexOf(':')), tag.substring(tag.lastIndexOf(':') + 1));
    }
    return tags;
  }

  private static <T> Known<T> known(String text, Function<String, T> value) {
    return switch (text) {
      case "unknown" -> new Known.Unknown<>("throttled");
      case "unasked" -> new Known.Unasked<>();
      default -> new Known.Value<>(value.apply(text));
    };
  }

  /** Words of which some are {@code name=value}. */
  private record Words(List<String> all) {
    Words(String text) {
      this(Arrays.asList(text.strip().split(" +")));
    }

    String first() {
      return all.getFirst();
    }

    String plain(int index, String usual) {
      List<String> plain = all.stream().filter(it -> !it.contains("=")).toList();
      return plain.size() > index ? plain.get(index) : usual;
    }

    String get(String name, String usual) {
      return all.stream()
          .filter(it -> it.startsWith(name + "="))
          .map(it -> it.substring(name.length() + 1))
          .findFirst()
          .orElse(usual);
    }
  }
}
