package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.cleanup.registry.ListedVersion;
import dev.storekeeper.cleanup.registry.Registry;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.VersionListing;
import dev.storekeeper.cleanup.rules.Rules;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.Outcome;
import dev.storekeeper.retention.PackageFacts;
import dev.storekeeper.retention.Question;
import dev.storekeeper.retention.ReadHistory;
import dev.storekeeper.retention.RepositoryFacts;
import dev.storekeeper.retention.VersionDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides about all versions of a package, asking only what matters. */
final class PackageScan {
  private static final Outcome NOT_ASKED =
      new Outcome.Kept(
          Outcome.Why.NOT_SELECTED, "", "no policy is about versions of this repository");
  private static final Outcome UNDECIDED =
      new Outcome.Kept(Outcome.Why.UNKNOWN, "", "nothing could be decided about its package");

  private final CleanupState state;
  private final Registry registry;
  private final Usage usage;
  private final Rules rules;
  private final Instant asOf;
  private final Instant seenAt;

  /**
   * Scans with these parts.
   *
   * @param asOf the time that decisions go by
   * @param seenAt the present: when a version that nobody knew was first seen
   */
  PackageScan(
      CleanupState state,
      Registry registry,
      Usage usage,
      Rules rules,
      Instant asOf,
      Instant seenAt) {
    this.state = state;
    this.registry = registry;
    this.usage = usage;
    this.rules = rules;
    this.asOf = asOf;
    this.seenAt = seenAt;
  }

  /**
   * What became of a package.
   *
   * @param rows one for each version; none if the package could not be listed or is gone
   * @param listed whether its versions are known; false if the listing failed
   * @param lastPublish the latest publication into it, if that was asked for
   */
  record Result(List<Row> rows, boolean listed, Known<Optional<Instant>> lastPublish) {}

  /**
   * Scans a package.
   *
   * @param mayHaveBeenRead until when any version of the repository may have been read unseen
   * @param asksLastPublish whether the package's latest publication matters
   */
  Result scan(
      RepositoryFacts repository,
      Known<Optional<Instant>> mayHaveBeenRead,
      PackageCoordinates coordinates,
      boolean asksLastPublish,
      Tally tally)
      throws StateUnavailableException {
    VersionListing listing;
    tally.read();
    try {
      listing = registry.versions(coordinates);
    } catch (RegistryException e) {
      if (e.kind() == RegistryException.Kind.NOT_FOUND) {
        return new Result(List.of(), true, new Known.Value<>(Optional.empty()));
      }
      tally.failure();
      return new Result(List.of(), false, new Known.Unknown<>("it could not be listed"));
    }
    return scan(repository, mayHaveBeenRead, coordinates, listing, asksLastPublish, tally);
  }

  /** Scans a package whose versions are listed already. */
  Result scan(
      RepositoryFacts repository,
      Known<Optional<Instant>> mayHaveBeenRead,
      PackageCoordinates coordinates,
      VersionListing listing,
      boolean asksLastPublish,
      Tally tally)
      throws StateUnavailableException {
    Map<String, Item> inFlight = inFlight(coordinates);
    PackageEvidence evidence =
        new PackageEvidence(
            repository, coordinates, listing, statuses(listing.versions(), inFlight));
    PublishQuestions publishing = new PublishQuestions(registry, usage, tally, seenAt, evidence);
    PackageQuestions questions =
        new PackageQuestions(registry, usage, tally, mayHaveBeenRead, evidence);
    List<Outcome> outcomes =
        rules.isAbout(repository)
            ? decide(evidence, publishing, questions)
            : evidence.facts().versions().stream().map(_ -> NOT_ASKED).toList();
    List<Row> rows = rows(evidence, outcomes, inFlight, questions);
    return new Result(
        rows, true, asksLastPublish ? lastPublish(evidence, publishing) : new Known.Unasked<>());
  }

  /** What a decision about a package stands on, after all questions that matter were asked. */
  PackageFacts facts(
      RepositoryFacts repository,
      Known<Optional<Instant>> mayHaveBeenRead,
      PackageCoordinates coordinates,
      VersionListing listing,
      Tally tally)
      throws StateUnavailableException {
    PackageEvidence evidence =
        new PackageEvidence(
            repository, coordinates, listing, statuses(listing.versions(), inFlight(coordinates)));
    decide(
        evidence,
        new PublishQuestions(registry, usage, tally, seenAt, evidence),
        new PackageQuestions(registry, usage, tally, mayHaveBeenRead, evidence));
    return evidence.facts();
  }

  private Map<String, Item> inFlight(PackageCoordinates coordinates)
      throws StateUnavailableException {
    Map<String, Item> items = new HashMap<>();
    for (Item item : state.items(coordinates)) {
      if (!item.state().isFinal()) {
        items.put(item.version().version(), item);
      }
    }
    return items;
  }

  /** A version that cleanup hid is decided about as if it had not. */
  private static List<String> statuses(List<ListedVersion> versions, Map<String, Item> inFlight) {
    List<String> statuses = new ArrayList<>(versions.size());
    for (ListedVersion version : versions) {
      @Nullable Item item = inFlight.get(version.version());
      statuses.add(
          item != null && item.hiddenAs().filter(version.status()::equals).isPresent()
              ? item.formerStatus()
              : version.status());
    }
    return statuses;
  }

  private List<Outcome> decide(
      PackageEvidence evidence, PublishQuestions publishing, PackageQuestions questions) {
    List<VersionDecision> decisions = decisions(evidence);
    while (answer(decisions, publishing, questions)) {
      decisions = decisions(evidence);
    }
    if (decisions.stream().anyMatch(PackageScan::isOpen)) {
      // Nothing of the package is final before all of it is: what nobody could answer is unknown.
      evidence.giveUp();
      decisions = decisions(evidence);
    }
    return decisions.stream().anyMatch(PackageScan::isOpen)
        ? decisions.stream().map(_ -> UNDECIDED).toList()
        : decisions.stream().map(VersionDecision::outcome).toList();
  }

  private List<VersionDecision> decisions(PackageEvidence evidence) {
    List<VersionDecision> decisions = rules.decide(evidence.facts(), asOf);
    checkOrder(evidence, decisions);
    return decisions;
  }

  /** Answers some of the open questions; false if there are none that can be answered. */
  private static boolean answer(
      List<VersionDecision> decisions, PublishQuestions publishing, PackageQuestions questions) {
    if (!places(decisions, Question.READS).isEmpty() && questions.reads()) {
      return true;
    }
    List<Integer> published = places(decisions, Question.PUBLISHED);
    if (!published.isEmpty() && publishing.answer(published)) {
      return true;
    }
    boolean answered = false;
    for (int place : places(decisions, Question.BYTES)) {
      answered |= questions.bytes(place);
    }
    return answered || (!places(decisions, Question.DIST_TAGS).isEmpty() && questions.distTags());
  }

  private static boolean isOpen(VersionDecision decision) {
    return decision.outcome() instanceof Outcome.Undecided;
  }

  private static List<Integer> places(List<VersionDecision> decisions, Question question) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < decisions.size(); i++) {
      if (decisions.get(i).outcome() instanceof Outcome.Undecided(var open)
          && open.contains(question)) {
        places.add(i);
      }
    }
    return places;
  }

  private static void checkOrder(PackageEvidence evidence, List<VersionDecision> decisions) {
    if (decisions.size() != evidence.size()) {
      throw new IllegalStateException(
          "decisions: found " + decisions.size() + ", expected " + evidence.size());
    }
    for (int i = 0; i < decisions.size(); i++) {
      if (!decisions.get(i).version().equals(evidence.version(i).version())) {
        throw new IllegalStateException(
            "decision " + i + ": found one about another version, expected the facts' order");
      }
    }
  }

  private List<Row> rows(
      PackageEvidence evidence,
      List<Outcome> outcomes,
      Map<String, Item> inFlight,
      PackageQuestions questions) {
    List<Row> rows = new ArrayList<>(evidence.size());
    for (int place = 0; place < evidence.size(); place++) {
      ListedVersion listed = evidence.version(place);
      Optional<String> flight =
          Optional.ofNullable(inFlight.get(listed.version())).map(item -> item.state().name());
      if (outcomes.get(place) instanceof Outcome.Selected && flight.isEmpty()) {
        questions.bytes(place);
      }
      rows.add(
          new Row(
              new PackageVersion(evidence.coordinates(), listed.version()),
              listed.revision(),
              evidence.status(place),
              listed.origin(),
              evidence.published().exactly(place),
              lastRead(evidence.reads(place)),
              evidence.bytes(place) instanceof Known.Value<Long>(Long bytes)
                  ? Optional.of(bytes)
                  : Optional.empty(),
              outcomes.get(place),
              flight));
    }
    return rows;
  }

  private static Optional<Instant> lastRead(Known<ReadHistory> reads) {
    return reads instanceof Known.Value<ReadHistory>(ReadHistory history)
        ? history.lastRead()
        : Optional.empty();
  }

  /**
   * The time of the newest version that was published here. One that was ingested is no publish,
   * and of one of unknown origin that cannot be told.
   */
  private static Known<Optional<Instant>> lastPublish(
      PackageEvidence evidence, PublishQuestions publishing) {
    for (int place = 0; place < evidence.size(); place++) {
      if (evidence.published().isInternal(place)) {
        if (evidence.published().isOpen(place)) {
          publishing.ask(place);
        }
        Optional<Instant> time = evidence.published().exactly(place);
        return time.isPresent()
            ? new Known.Value<>(time)
            : new Known.Unknown<>("the publish time of its newest version is not known");
      }
      if (evidence.version(place).origin() == OriginType.UNKNOWN) {
        return new Known.Unknown<>("the origin of its newest version is not known");
      }
    }
    return new Known.Value<>(Optional.empty());
  }
}
