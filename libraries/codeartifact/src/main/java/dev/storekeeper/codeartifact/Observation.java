package dev.storekeeper.codeartifact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What CodeArtifact said about a package version when it was asked, which may be later than the
 * event that gave the reason to ask.
 *
 * @param time when it was asked
 * @param outcome how much it said
 * @param problem what went wrong; present for partial and failed
 * @param origin how the version came into its domain
 * @param licenses the stated licences, at most {@value Observer#MAX_LICENSES}
 * @param assets the files, at most {@value Observer#MAX_ASSETS}
 * @param displayName the name for people
 * @param summary the summary, at most {@value Observer#MAX_TEXT} characters
 * @param publishedTime when CodeArtifact says it was published; unreliable for external versions
 */
public record Observation(
    Instant time,
    Outcome outcome,
    Optional<String> problem,
    OriginType origin,
    List<License> licenses,
    List<Asset> assets,
    Optional<String> displayName,
    Optional<String> summary,
    Optional<Instant> publishedTime) {

  /** How much was learnt. */
  public enum Outcome {
    /** Everything. */
    COMPLETE,
    /** A part; the problem says what is missing. */
    PARTIAL,
    /** Nothing; the problem says why. */
    FAILED,
    /** Nothing, because nothing was asked: there is nothing left to describe. */
    SKIPPED
  }

  public Observation {
    licenses = List.copyOf(licenses);
    assets = List.copyOf(assets);
    boolean needsProblem = outcome == Outcome.PARTIAL || outcome == Outcome.FAILED;
    if (needsProblem != problem.isPresent()) {
      throw new IllegalArgumentException(
          "outcome " + outcome + " with problem " + problem + ", one does not fit the other");
    }
  }

  /** The observation of something that is not there to be observed. */
  public static Observation skipped(Instant time) {
    return nothing(time, Outcome.SKIPPED, Optional.empty());
  }

  static Observation failed(Instant time, String problem) {
    return nothing(time, Outcome.FAILED, Optional.of(problem));
  }

  private static Observation nothing(Instant time, Outcome outcome, Optional<String> problem) {
    return new Observation(
        time,
        outcome,
        problem,
        OriginType.UNKNOWN,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
