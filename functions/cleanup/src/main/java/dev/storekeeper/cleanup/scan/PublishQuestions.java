package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.registry.ListedVersion;
import dev.storekeeper.cleanup.registry.Registry;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds publish times with few questions: first what is remembered, which is one query for the
 * package, then CodeArtifact for the version in the middle of the most that are open in a row, as
 * in a binary search for each boundary. Where the answers do not narrow the rest, all of it is
 * asked for at once.
 */
final class PublishQuestions {
  private static final int FEW = 8;

  /** A question between two boundaries narrows nothing, so each boundary but one takes one. */
  private static final int PATIENCE = 8;

  private final Registry registry;
  private final Usage usage;
  private final Tally tally;
  private final Instant seenAt;
  private final PackageEvidence evidence;
  private boolean remembered;
  private int openBefore = Integer.MAX_VALUE;
  private int idle;

  PublishQuestions(
      Registry registry, Usage usage, Tally tally, Instant seenAt, PackageEvidence evidence) {
    this.registry = registry;
    this.usage = usage;
    this.tally = tally;
    this.seenAt = seenAt;
    this.evidence = evidence;
  }

  /**
   * Answers some of it.
   *
   * @param places the versions whose decision waits for their publish time, in the listing's order
   * @return whether anything is known that was not before
   */
  boolean answer(List<Integer> places) {
    PublishTimes times = evidence.published();
    if (!remembered) {
      remembered = true;
      recall();
      return true;
    }
    List<Integer> open = places.stream().filter(times::isOpen).toList();
    if (open.isEmpty() || tally.isOutOfTime()) {
      return false;
    }
    List<Integer> foreign = open.stream().filter(place -> !times.isInternal(place)).toList();
    if (!foreign.isEmpty()) {
      foreign.forEach(this::firstSeen);
      return true;
    }
    idle = openBefore - open.size() <= 1 ? idle + 1 : 0;
    openBefore = open.size();
    if (open.size() > FEW && idle >= PATIENCE) {
      open.forEach(this::ask);
    } else {
      List<Integer> run = longestRun(open);
      ask(run.get(run.size() / 2));
    }
    return true;
  }

  /** The most places in a row with no known time between them. */
  private List<Integer> longestRun(List<Integer> open) {
    List<Integer> longest = List.of();
    int from = 0;
    for (int to = 1; to <= open.size(); to++) {
      if (to == open.size() || isKnownBetween(open.get(to - 1), open.get(to))) {
        if (to - from > longest.size()) {
          longest = open.subList(from, to);
        }
        from = to;
      }
    }
    return longest;
  }

  private boolean isKnownBetween(int one, int other) {
    for (int place = one + 1; place < other; place++) {
      if (evidence.published().isInternal(place)
          && evidence.published().exactly(place).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** Asks for one version, if it was published here and is not known yet. */
  void ask(int place) {
    PublishTimes times = evidence.published();
    if (tally.isOutOfTime()) {
      times.unknown(place, "no time was left to read its publish time");
      return;
    }
    ListedVersion listed = evidence.version(place);
    PackageVersion version = new PackageVersion(evidence.coordinates(), listed.version());
    Instant time;
    tally.read();
    try {
      time = registry.publishedTime(version);
    } catch (RegistryException e) {
      if (e.kind() != RegistryException.Kind.NOT_FOUND) {
        tally.failure();
      }
      times.unknown(place, "its publish time could not be read: " + e.getMessage());
      return;
    }
    times.answered(place, time);
    remember(version, time, listed);
  }

  /** What is remembered of another revision is of another publication. */
  private void recall() {
    Map<String, Usage.Publication> publications;
    tally.read();
    try {
      publications = usage.publications(evidence.coordinates());
    } catch (UsageException e) {
      tally.failure();
      return;
    }
    PublishTimes times = evidence.published();
    for (int place = 0; place < evidence.size(); place++) {
      ListedVersion listed = evidence.version(place);
      Usage.@Nullable Publication publication = publications.get(listed.version());
      if (publication != null
          && times.isOpen(place)
          && (!times.isInternal(place)
              || publication.revision().filter(listed.revision()::equals).isPresent())) {
        times.remembered(place, publication.at());
      }
    }
  }

  private void firstSeen(int place) {
    ListedVersion listed = evidence.version(place);
    PackageVersion version = new PackageVersion(evidence.coordinates(), listed.version());
    evidence
        .published()
        .unknown(place, "it was not published here, and was first seen at " + seenAt);
    remember(version, seenAt, listed);
  }

  /** A time that is not remembered is asked for again by the next scan, no more. */
  private void remember(PackageVersion version, Instant time, ListedVersion listed) {
    try {
      usage.recordPublished(version, time, listed.revision(), listed.origin());
    } catch (UsageException e) {
      tally.failure();
    }
  }
}
