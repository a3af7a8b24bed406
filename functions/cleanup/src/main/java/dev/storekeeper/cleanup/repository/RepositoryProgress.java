package dev.storekeeper.cleanup.repository;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a repository is on its way out.
 *
 * @param state where it is
 * @param due when it is frozen, or once it is, deleted, at the earliest
 * @param noticed of which notices, by their days, people were told or need not be told any more
 * @param freeze what is known of its freeze
 * @param refused the attempt to use it that was last acted upon
 * @param walk how far its copying is
 * @param interlock present as long as the interlock may be open
 * @param tombstone the key of its tombstone in the bucket
 * @param note what happened last, for people
 * @param changedAt when it last changed
 */
public record RepositoryProgress(
    RepositoryState state,
    Instant due,
    List<Integer> noticed,
    Optional<Freeze> freeze,
    Optional<Instant> refused,
    Optional<ExportWalk> walk,
    Optional<OpenInterlock> interlock,
    Optional<String> tombstone,
    String note,
    Instant changedAt) {
  public RepositoryProgress {
    noticed = List.copyOf(noticed);
  }

  /** That of a repository whose plan was just approved. */
  public static RepositoryProgress planned(Instant due, Instant now) {
    return new RepositoryProgress(
        RepositoryState.PLANNED,
        due,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "in an approved plan",
        now);
  }

  /** In another state. */
  public RepositoryProgress in(RepositoryState next, String text, Instant now) {
    return new RepositoryProgress(
        next, due, noticed, freeze, refused, walk, interlock, tombstone, text, now);
  }

  RepositoryProgress dueAt(Instant time) {
    return new RepositoryProgress(
        state, time, noticed, freeze, refused, walk, interlock, tombstone, note, changedAt);
  }

  RepositoryProgress noticed(List<Integer> days) {
    return new RepositoryProgress(
        state, due, days, freeze, refused, walk, interlock, tombstone, note, changedAt);
  }

  RepositoryProgress frozen(Freeze how) {
    return new RepositoryProgress(
        state,
        due,
        noticed,
        Optional.of(how),
        refused,
        walk,
        interlock,
        tombstone,
        note,
        changedAt);
  }

  RepositoryProgress refusedAt(Instant time) {
    return new RepositoryProgress(
        state,
        due,
        noticed,
        freeze,
        Optional.of(time),
        walk,
        interlock,
        tombstone,
        note,
        changedAt);
  }

  RepositoryProgress walked(ExportWalk further, Instant now) {
    return new RepositoryProgress(
        state,
        due,
        noticed,
        freeze,
        refused,
        Optional.of(further),
        interlock,
        tombstone,
        "is being copied",
        now);
  }

  RepositoryProgress lock(Optional<OpenInterlock> lock) {
    return new RepositoryProgress(
        state, due, noticed, freeze, refused, walk, lock, tombstone, note, changedAt);
  }

  RepositoryProgress buried(String key) {
    return new RepositoryProgress(
        state, due, noticed, freeze, refused, walk, interlock, Optional.of(key), note, changedAt);
  }
}
