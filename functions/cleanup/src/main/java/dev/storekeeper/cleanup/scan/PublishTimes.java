package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.registry.ListedVersion;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.retention.PublishedAt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When the versions of a package were published, as far as is known. The listing is sorted, newest
 * first, so a time that was asked for bounds the others: those before it are no older, those after
 * it no newer. That holds for what was published here; the time of other versions is what
 * CodeArtifact was told elsewhere. An answer that contradicts the order ends all inference for the
 * package.
 */
final class PublishTimes {
  private final List<ListedVersion> versions;
  private final List<PublishedAt> times = new ArrayList<>();
  private boolean sorted = true;

  PublishTimes(List<ListedVersion> versions) {
    this.versions = versions;
    versions.forEach(_ -> times.add(PublishedAt.unasked()));
  }

  PublishedAt at(int place) {
    return times.get(place);
  }

  Optional<Instant> exactly(int place) {
    PublishedAt time = times.get(place);
    return time.isExact() ? Optional.of(time.notBefore()) : Optional.empty();
  }

  /** Whether it can be asked for: it is neither known nor known to be unknowable. */
  boolean isOpen(int place) {
    return !times.get(place).isExact() && times.get(place).unknown().isEmpty();
  }

  /** A version published here: CodeArtifact's time for it is the publication's. */
  boolean isInternal(int place) {
    return versions.get(place).origin() == OriginType.INTERNAL;
  }

  /**
   * A time from somewhere else than CodeArtifact: that of the publication, or a little later, so
   * that what it says of newer versions errs on the side of "young", and of older ones it is true.
   */
  void remembered(int place, Instant time) {
    times.set(place, PublishedAt.exactly(time));
    if (isInternal(place)) {
      bound(place, time);
    }
  }

  /** It cannot be asked for; what follows from other answers stays. */
  void unknown(int place, String why) {
    PublishedAt bounds = times.get(place);
    times.set(place, new PublishedAt(bounds.notBefore(), bounds.notAfter(), Optional.of(why)));
  }

  /** CodeArtifact's answer for a version that was published here. */
  void answered(int place, Instant time) {
    PublishedAt bounds = times.get(place);
    times.set(place, PublishedAt.exactly(time));
    if (time.isBefore(bounds.notBefore()) || time.isAfter(bounds.notAfter())) {
      forgetBounds();
    }
    bound(place, time);
  }

  private void bound(int place, Instant time) {
    for (int i = 0; i < times.size() && sorted; i++) {
      tighten(i, i < place ? time : Instant.MIN, i < place ? Instant.MAX : time);
    }
  }

  private void tighten(int place, Instant notBefore, Instant notAfter) {
    if (!isInternal(place) || !isOpen(place)) {
      return;
    }
    PublishedAt bounds = times.get(place);
    Instant from = notBefore.isAfter(bounds.notBefore()) ? notBefore : bounds.notBefore();
    Instant to = notAfter.isBefore(bounds.notAfter()) ? notAfter : bounds.notAfter();
    if (from.isAfter(to)) {
      forgetBounds();
    } else {
      times.set(place, new PublishedAt(from, to, Optional.empty()));
    }
  }

  private void forgetBounds() {
    sorted = false;
    for (int i = 0; i < times.size(); i++) {
      if (!times.get(i).isExact()) {
        times.set(i, new PublishedAt(Instant.MIN, Instant.MAX, times.get(i).unknown()));
      }
    }
  }
}
