package dev.storekeeper.cleanup.item;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a version is on its way out.
 *
 * @param state where it is
 * @param due when the next step is due at the earliest
 * @param hiddenAs the status that it was or is being given; absent while planned
 * @param began when cleanup first tried to hide it; absent while planned
 * @param hiddenAt when it was first known to be hidden; absent until then
 * @param revision the revision that it got when it was hidden; absent before
 * @param refusedRead the attempt to read it that was last acted upon
 * @param export the key of its export's manifest in the bucket; absent if there is none
 * @param note what happened last, for people
 * @param changedAt when it last changed
 */
public record Progress(
    ItemState state,
    Instant due,
    Optional<String> hiddenAs,
    Optional<Instant> began,
    Optional<Instant> hiddenAt,
    Optional<String> revision,
    Optional<Instant> refusedRead,
    Optional<String> export,
    String note,
    Instant changedAt) {

  /** That of a version whose plan was just approved. */
  public static Progress planned(Instant due, Instant now) {
    return new Progress(
        ItemState.PLANNED,
        due,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "in an approved plan",
        now);
  }

  /** In another state. */
  public Progress in(ItemState next, String text, Instant now) {
    return new Progress(
        next, due, hiddenAs, began, hiddenAt, revision, refusedRead, export, text, now);
  }

  /** About to be given a status. */
  public Progress hiding(String target, Instant now) {
    return new Progress(
        ItemState.HIDING,
        due,
        Optional.of(target),
        began.or(() -> Optional.of(now)),
        hiddenAt,
        revision,
        refusedRead,
        export,
        "is being made " + target,
        now);
  }

  /** Known to have that status, and a revision if that is known. */
  public Progress hidden(Optional<String> nextRevision, Instant nextDue, Instant now) {
    return new Progress(
        ItemState.HIDDEN,
        nextDue,
        hiddenAs,
        began,
        hiddenAt.or(() -> Optional.of(now)),
        nextRevision.or(() -> revision),
        refusedRead,
        export,
        "was made " + hiddenAs.orElse("hidden"),
        now);
  }

  /** With a copy in the bucket. */
  public Progress exported(String manifest, Instant now) {
    return new Progress(
        state,
        due,
        hiddenAs,
        began,
        hiddenAt,
        revision,
        refusedRead,
        Optional.of(manifest),
        "was copied",
        now);
  }

  /** With an attempt to read it that was acted upon. */
  public Progress refused(Instant read, String text, Instant now) {
    return new Progress(
        state, due, hiddenAs, began, hiddenAt, revision, Optional.of(read), export, text, now);
  }
}
