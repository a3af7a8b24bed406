package dev.storekeeper.cleanup.item;

import static dev.storekeeper.cleanup.state.Samples.NOW;

import dev.storekeeper.retention.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One of all the combinations of what a step depends on. */
record Combination(
    Item item,
    Situation situation,
    boolean sameRevision,
    boolean samePolicy,
    boolean good,
    boolean held,
    boolean blocked,
    boolean due,
    boolean tried,
    Outcome decision) {

  boolean agrees() {
    return sameRevision
        && samePolicy
        && good
        && !held
        && !blocked
        && due
        && (!tried || item.hiddenAt().isEmpty())
        && decision instanceof Outcome.Selected(String policy, String reason)
        && policy.equals(item.policy());
  }

  boolean isUnknown() {
    return NextStepTest.unknown().contains(decision);
  }

  static List<Combination> all() {
    List<Combination> all = new ArrayList<>();
    List<Outcome> decisions = new ArrayList<>(NextStepTest.disagreeing());
    decisions.addAll(NextStepTest.unknown());
    decisions.add(new Outcome.Selected("old", "is old"));
    for (Item item : items()) {
      for (String status : List.of("Published", "Unlisted", "Archived", "Disposed")) {
        for (Outcome decision : decisions) {
          for (int bits = 0; bits < 1 << 6; bits++) {
            all.add(of(item, status, decision, bits));
          }
        }
      }
    }
    return all;
  }

  private static Combination of(Item given, String status, Outcome decision, int bits) {
    boolean sameRevision = (bits & 1) == 0;
    boolean samePolicy = (bits & 2) == 0;
    boolean good = (bits & 4) == 0;
    boolean held = (bits & 8) != 0;
    boolean blocked = (bits & 16) != 0;
    boolean tried = (bits & 32) != 0;
    SituationBuilder builder = NextStepTest.good().seen(status).decision(decision);
    if (!sameRevision) {
      builder.revision("other");
    }
    if (!samePolicy) {
      builder.policyRevision(bits % 3 == 0 ? Optional.empty() : Optional.of("sha256:2"));
    }
    if (!good) {
      builder.withdrawn("cancelled");
    }
    if (held) {
      builder.hold(new Hold("111122223333/acme", "lawsuit", "arn:x", NOW));
    }
    if (blocked) {
      builder.blockedUntil(NOW.plusSeconds(1));
    }
    if (tried) {
      builder.refusedRead(NOW.minusSeconds(1));
    }
    return new Combination(
        given,
        builder.build(),
        sameRevision,
        samePolicy,
        good,
        held,
        blocked,
        !NOW.isBefore(given.due()),
        tried,
        decision);
  }

  private static List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (ItemState state : ItemState.values()) {
      if (!state.isFinal()) {
        items.add(NextStepTest.in(state));
        items.add(NextStepTest.exported(NextStepTest.in(state)));
        items.add(late(NextStepTest.exported(NextStepTest.in(state))));
      }
    }
    items.add(NextStepTest.hidden(NextStepTest.planned(), "Unlisted"));
    items.add(NextStepTest.hidden(NextStepTest.exported(NextStepTest.planned()), "Unlisted"));
    return items;
  }

  private static Item late(Item item) {
    Progress progress = item.progress();
    Instant due = NOW.plusSeconds(1);
    return item.with(
        new Progress(
            progress.state(),
            due,
            progress.hiddenAs(),
            progress.began(),
            progress.hiddenAt(),
            progress.revision(),
            progress.refusedRead(),
            progress.export(),
            progress.note(),
            progress.changedAt()));
  }
}
