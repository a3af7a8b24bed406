package dev.storekeeper.cleanup.repository;

import static dev.storekeeper.cleanup.repository.RepositoryWorld.DOMAIN;
import static dev.storekeeper.cleanup.repository.RepositoryWorld.LOCK;
import static dev.storekeeper.cleanup.repository.RepositoryWorld.POLICY;
import static dev.storekeeper.cleanup.repository.RepositoryWorld.STALE;
import static dev.storekeeper.cleanup.repository.RepositoryWorld.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.cleanup.item.Hold;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.item.Progress;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RegistryFaults.Fault;
import dev.storekeeper.cleanup.state.Lease;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.retention.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RepositoryPassTest {
  private static final Duration TO_THE_FREEZE = Duration.ofDays(32);
  private static final Duration TO_THE_END = Duration.ofDays(60);
  private static final List<String> PEOPLE = List.of("arn:one", "arn:two");

  @Test
  void aStaleRepositoryIsAnnouncedFrozenCopiedAndDeletedBehindTheInterlock() throws Exception {
    RepositoryWorld world = new RepositoryWorld();
    world.live(Duration.ofHours(1));
    assertThat(world.tags())
        .containsEntry(RepositoryTag.KEY, "2026-04-01")
        .containsEntry("team", "a");
    world.live(TO_THE_FREEZE);
    assertThat(world.item().state()).isEqualTo(RepositoryState.FROZEN);
    assertThat(world.document())
        .hasValueSatisfying(it -> assertThat(it).contains("StorekeeperFreeze"));
    world.live(TO_THE_END);
    assertThat(world.item().state()).isEqualTo(RepositoryState.DELETED);
    assertThat(world.isThere()).isFalse();
    assertThat(world.domainDocument()).contains(LOCK);
    assertThat(world.exports.manifests()).hasSize(10);
    assertThat(world.ledger.records())
        .allSatisfy(record -> {
          assertThat(record.data().at("/tags/team").asText()).isEqualTo("a");
          assertThat(record.data().path("summary").asText()).startsWith("acme/stale ");
        });
    assertThat(world.ledger.types())
        .containsExactly(
            "cleanup.repository-tagged",
            "cleanup.repository-notice",
            "cleanup.repository-notice",
            "cleanup.repository-notice",
            "cleanup.repository-freezing",
            "cleanup.repository-frozen",
            "cleanup.repository-exported",
            "cleanup.interlock-opening",
            "cleanup.repository-deleting",
            "cleanup.interlock-closed",
            "cleanup.repository-deleted");
  }

  @Test
  void killedAnywhereItEndsTheSame() throws Exception {
    RepositoryWorld undisturbed = new RepositoryWorld();
    int[] operations = {0};
    undisturbed.hook((operation, carriedOut) -> {
      operations[0]++;
      return Fault.NONE;
    });
    undisturbed.live(TO_THE_FREEZE.plus(TO_THE_END));
    assertThat(operations[0]).isGreaterThan(60);
    Set<String> types = Set.copyOf(undisturbed.ledger.types());
    for (int at = 1; at <= operations[0]; at++) {
      int fatal = at;
      RepositoryWorld world = new RepositoryWorld();
      int[] count = {0};
      world.hook((operation, carriedOut) -> ++count[0] == fatal ? Fault.KILLED : Fault.NONE);
      world.live(TO_THE_FREEZE.plus(TO_THE_END));
      assertThat(world.item().state()).as("killed at %s", at).isEqualTo(RepositoryState.DELETED);
      assertThat(world.domainDocument()).as("killed at %s", at).contains(LOCK);
      assertThat(Set.copyOf(world.ledger.types())).as("killed at %s", at).containsAll(types);
      assertThat(world.ledger.types().stream().filter("cleanup.repository-notice"::equals))
          .as("killed at %s", at)
          .hasSize(3);
    }
  }

  @Test
  void whoRemovesTheTagKeepsTheRepositoryAsItWas() throws Exception {
    RepositoryWorld world = new RepositoryWorld();
    world.live(TO_THE_FREEZE);
    world.repositories.untag(STALE, Set.of(RepositoryTag.KEY));
    world.live(TO_THE_END);
    assertKept(world, "somebody removed its tag");
    assertThat(world.document()).contains(POLICY);
  }

  @Test
  void aRepositoryWithoutAPolicyHasNoneAfterTheFreezeEither() throws Exception {
    RepositoryWorld world = new RepositoryWorld();
    world.repositories.deleteRepositoryPolicy(
        STALE, world.repositories.repositoryPolicy(STALE).orElseThrow().revision());
    world.live(TO_THE_FREEZE);
    assertThat(world.document()).isPresent();
    world.decision = new Outcome.Kept(Outcome.Why.NOT_SELECTED, "", "it was read");
    world.live(TO_THE_END);
    assertKept(world, "it was read");
    assertThat(world.document()).isEmpty();
  }

  @Test
  void whatOthersChangedDuringTheFreezeStays() throws Exception {
    RepositoryWorld world = new RepositoryWorld();
    world.live(TO_THE_FREEZE);
    String changed = world.document().orElseThrow().replace("\"2012-10-17\"", "\"2008-10-17\"");
    world.repositories.putRepositoryPolicy(STALE, changed, Optional.empty());
    world.decision = new Outcome.Kept(Outcome.Why.PROTECTED, "", "protected");
    world.live(TO_THE_END);
    assertKept(world, "protected");
    assertThat(world.document().orElseThrow())
        .contains("2008-10-17", "ReadFromRepository")
        .doesNotContain(FreezeStatement.SID);
  }

  @Test
  void whoLiftsTheFreezeKeepsTheRepository() throws Exception {
    RepositoryWorld world = new RepositoryWorld();
    world.live(TO_THE_FREEZE);
    world.repositories.putRepositoryPolicy(STALE, POLICY, Optional.empty());
    world.live(TO_THE_END);
    assertKept(world, "somebody else lifted its freeze");
  }

  @Test
  void anAttemptToUseItHoldsItFrozenUntilAPersonDecides() throws Exception {
    RepositoryWorld world = new RepositoryWorld();
    world.live(TO_THE_FREEZE);
    world.refused = Optional.of(world.clock.instant());
    world.live(TO_THE_END);
    assertThat(world.item().state()).isEqualTo(RepositoryState.FROZEN);
    assertThat(world.ledger.has("finding.cleanup-brown-out")).isTrue();
    world.state.unhold(STALE.toString());
    world.live(TO_THE_END);
    assertThat(world.item().state()).isEqualTo(RepositoryState.DELETED);
  }

  @ParameterizedTest
  @CsvSource({"true, KILLED", "false, LOST_ANSWER", "false, UNAVAILABLE"})
  void anAttemptSinceTheFirstTryToFreezeItHoldsItToo(boolean carriedOut, Fault fault)
      throws Exception {
    RepositoryWorld world = new RepositoryWorld();
    Duration toTheMark = Duration.ofDays(30);
    world.live(toTheMark);
    world.hook((operation, done) -> {
      boolean first = world.refused.isEmpty() && operation.equals("PutRepositoryPermissionsPolicy");
      if (first && done == carriedOut) {
        world.refused = Optional.of(world.clock.instant().plusSeconds(5));
        return fault;
      }
      return Fault.NONE;
    });
    world.live(TO_THE_FREEZE.minus(toTheMark).plus(TO_THE_END));
    assertThat(world.refused).as("the first try").isPresent();
    assertThat(world.item().state()).isEqualTo(RepositoryState.FROZEN);
    assertThat(world.ledger.has("finding.cleanup-brown-out")).isTrue();
  }

  @Test
  void withOneApprovalOfTwoNothingHappens() throws Exception {
    RepositoryWorld world = new RepositoryWorld();
    world.state.replace(
        world.state.plan(RepositoryWorld.PLAN).orElseThrow(),
        RepositoryWorld.plan(
            PlanState.APPROVED, List.of("arn:role/a/one", "arn:role/b/One", "policy")));
    world.live(TO_THE_FREEZE);
    assertThat(world.item().state()).isEqualTo(RepositoryState.PLANNED);
    assertThat(world.tags()).doesNotContainKey(RepositoryTag.KEY);
  }

  @Test
  void aCancelledPlanGivesTheRepositoryBack() throws Exception {
    RepositoryWorld world = new RepositoryWorld();
    world.live(TO_THE_FREEZE);
    world.state.replace(
        world.state.plan(RepositoryWorld.PLAN).orElseThrow(),
        RepositoryWorld.plan(PlanState.CANCELLED, List.of("arn:one", "arn:two")));
    world.live(TO_THE_END);
    assertKept(world, "plan " + RepositoryWorld.PLAN + " was cancelled");
    assertThat(world.document()).contains(POLICY);
  }

  @Test
  void anArchivedVersionWithoutACopyKeepsTheRepository() throws Exception {
    RepositoryWorld world = new RepositoryWorld();
    world.registry.become(RepositoryWorld.version("c", "1.0"), "Archived");
    world.live(TO_THE_FREEZE.plus(TO_THE_END));
    assertThat(world.item().state()).isEqualTo(RepositoryState.KEPT);
    assertThat(world.ledger.has("finding.cleanup-no-copy")).isTrue();
  }

  /** A change of status may change the revision; the copy has the former one. */
  @Test
  void theCopyOfAVersionThatCleanupArchivedIsFound() throws Exception {
    RepositoryWorld world = new RepositoryWorld();
    PackageVersion old = RepositoryWorld.version("c", "1.0");
    String revision = world.revision(old);
    String manifest = world.exports.export(old, revision);
    world.registry.publish(old, "Archived", OriginType.INTERNAL, START, 10);
    assertThat(world.revision(old)).isNotEqualTo(revision);
    Progress hidden =
        Progress.planned(START, START)
            .exported(manifest, START)
            .hiding("Archived", START)
            .hidden(Optional.of(world.revision(old)), START, START);
    Lease lease = world.state.lease("x", START, Duration.ofDays(1)).orElseThrow();
    world.state.put(
        new Item(
            old,
            "another-plan",
            "old",
            "sha256:00",
            "old",
            revision,
            "Published",
            OriginType.INTERNAL,
            10,
            hidden),
        lease);

    world.live(TO_THE_FREEZE.plus(TO_THE_END));

    assertThat(world.item().state()).isEqualTo(RepositoryState.DELETED);
  }

  @Test
  void aPauseAfterTheInterlockWasOpenedStopsTheDeletion() throws Exception {
    RepositoryWorld world = new RepositoryWorld();
    world.live(TO_THE_FREEZE);
    int[] puts = {0};
    world.hook((operation, carriedOut) -> {
      if (operation.equals("PutDomainPermissionsPolicy") && carriedOut && ++puts[0] == 1) {
        world.quietly(() -> {
          world.state.pause(Optional.of("wait"));
          return true;
        });
      }
      return Fault.NONE;
    });
    world.live(TO_THE_END);
    assertThat(puts[0]).as("opened and closed").isEqualTo(2);
    assertThat(world.isThere()).isTrue();
    assertThat(world.isLocked()).isTrue();
    world.state.pause(Optional.empty());
    world.live(Duration.ofDays(1));
    assertThat(world.item().state()).isEqualTo(RepositoryState.DELETED);
  }

  /** A plan that was there before does not know that it is gone. */
  @Test
  void whatWasDeletedIsNotBegunAnewByAPlanOfBefore() throws Exception {
    RepositoryWorld world = new RepositoryWorld();
    world.live(TO_THE_FREEZE.plus(TO_THE_END));
    RepositoryItem deleted = world.item();
    assertThat(deleted.state()).isEqualTo(RepositoryState.DELETED);

    world.add(
        RepositoryWorld.plan(
            "earlier", START.plus(Duration.ofDays(7)), PlanState.APPROVED, PEOPLE));
    assertThat(world.item()).isEqualTo(deleted);

    world.add(RepositoryWorld.plan("later", world.clock.instant(), PlanState.APPROVED, PEOPLE));
    assertThat(world.item().plan()).isEqualTo("later");
  }

  @Test
  void anInterlockOfAnotherShapeIsLeftToAPerson() throws Exception {
    RepositoryWorld world = new RepositoryWorld();
    String broad = LOCK.replace("[\"codeartifact:DeleteRepository\"]", "\"codeartifact:Delete*\"");
    world.repositories.putDomainPolicy(DOMAIN, broad, Optional.empty());
    world.live(TO_THE_FREEZE.plus(TO_THE_END));
    assertThat(world.item().state()).isEqualTo(RepositoryState.FROZEN);
    assertThat(world.domainDocument()).contains(broad);
    assertThat(world.ledger.has("finding.cleanup-interlock-locked")).isTrue();
  }

  @Test
  void aDisagreementAfterTheInterlockWasOpenedClosesIt() throws Exception {
    RepositoryWorld world = new RepositoryWorld();
    world.live(TO_THE_FREEZE);
    world.hook((operation, carriedOut) -> {
      if (operation.equals("PutDomainPermissionsPolicy") && carriedOut) {
        world.decision = new Outcome.Kept(Outcome.Why.PROTECTED, "", "protected at last");
      }
      return Fault.NONE;
    });
    world.live(TO_THE_END);
    assertKept(world, "protected at last");
    assertThat(world.ledger.has("cleanup.interlock-opening")).isTrue();
    assertThat(world.domainDocument()).contains(LOCK);
  }

  @Test
  void anInterlockThatCannotBeClosedIsAFindingAndIsClosedLater() throws Exception {
    RepositoryWorld world = new RepositoryWorld();
    world.live(TO_THE_FREEZE);
    Instant[] opened = {Instant.MAX};
    world.hook((operation, carriedOut) -> {
      if (!operation.equals("PutDomainPermissionsPolicy")) {
        return Fault.NONE;
      }
      boolean first = opened[0].equals(Instant.MAX);
      opened[0] = first ? world.clock.instant() : opened[0];
      boolean fails = world.clock.instant().isBefore(opened[0].plus(Duration.ofHours(2)));
      return !first && fails && !carriedOut && !world.isLocked() ? Fault.UNAVAILABLE : Fault.NONE;
    });
    world.live(TO_THE_END);
    assertThat(world.tally.counts().get("InterlockOpen")).isGreaterThan(3);
    assertThat(world.ledger.has("finding.cleanup-interlock-open")).isTrue();
    assertThat(world.item().state()).isEqualTo(RepositoryState.DELETED);
    assertThat(world.domainDocument()).contains(LOCK);
  }

  @Test
  void aPauseStopsEverythingButTheClosingOfTheInterlock() throws Exception {
    RepositoryWorld world = new RepositoryWorld();
    world.live(TO_THE_FREEZE);
    int[] puts = {0};
    world.hook((operation, carriedOut) -> {
      if (!operation.equals("PutDomainPermissionsPolicy") || !carriedOut || ++puts[0] > 1) {
        return Fault.NONE;
      }
      world.quietly(() -> {
        world.state.pause(Optional.of("wait"));
        return true;
      });
      return Fault.KILLED;
    });
    while (puts[0] == 0) {
      world.live(Duration.ofHours(6));
    }
    assertThat(puts[0]).isPositive();
    world.live(Duration.ofDays(3));
    assertThat(world.isLocked()).isTrue();
    assertThat(world.isThere()).isTrue();
    assertThat(world.item().progress().interlock()).isEmpty();
  }

  @Test
  void aRequestToOpenTheInterlockThatArrivesLateIsRefused() throws Exception {
    RepositoryWorld world = new RepositoryWorld();
    world.live(TO_THE_FREEZE);
    String former = world.repositories.domainPolicy(DOMAIN).orElseThrow().revision();
    int[] puts = {0};
    world.hook((operation, carriedOut) ->
        operation.equals("PutDomainPermissionsPolicy") && ++puts[0] == 1
            ? Fault.UNAVAILABLE
            : Fault.NONE);
    while (puts[0] == 0) {
      world.live(Duration.ofHours(6));
    }
    assertThat(world.isLocked()).isTrue();
    String opened = Interlock.open(LOCK, STALE.arn()).orElseThrow();
    assertThatThrownBy(
            () -> world.repositories.putDomainPolicy(DOMAIN, opened, Optional.of(former)))
        .isInstanceOf(RegistryException.class);
    assertThat(world.domainDocument()).contains(LOCK);
  }

  @Test
  void aDeletionThatIsDeniedIsAFindingBehindAClosedInterlock() throws Exception {
    RepositoryWorld world = new RepositoryWorld();
    world.hook((operation, carriedOut) ->
        operation.equals("DeleteRepository") && !carriedOut ? Fault.DENIED : Fault.NONE);
    world.live(TO_THE_FREEZE.plus(TO_THE_END));
    assertThat(world.isThere()).isTrue();
    assertThat(world.domainDocument()).contains(LOCK);
    assertThat(world.item().state()).isEqualTo(RepositoryState.DELETING);
    assertThat(world.ledger.has("finding.cleanup-repository-delete-denied")).isTrue();
  }

  @Test
  void lateNoticesLeaveADay() throws Exception {
    RepositoryWorld world = new RepositoryWorld();
    world.state.hold(new Hold(DOMAIN.toString(), "busy", "arn:me", START));
    world.live(Duration.ofDays(2));
    assertThat(world.item().state()).isEqualTo(RepositoryState.KEPT);
    RepositoryWorld late = new RepositoryWorld();
    late.clock.advance(Duration.ofDays(50));
    late.live(Duration.ofHours(20));
    assertThat(late.item().state()).isEqualTo(RepositoryState.TAGGED);
    assertThat(late.tags()).containsEntry(RepositoryTag.KEY, "2026-04-21");
    late.live(Duration.ofDays(2));
    assertThat(late.item().state()).isEqualTo(RepositoryState.FROZEN);
  }

  private static void assertKept(RepositoryWorld world, String why) {
    assertThat(world.item().state()).isEqualTo(RepositoryState.KEPT);
    assertThat(world.item().progress().note()).isEqualTo(why);
    assertThat(world.isThere()).isTrue();
    assertThat(world.tags()).doesNotContainKey(RepositoryTag.KEY);
    assertThat(world.document().orElse("")).doesNotContain(FreezeStatement.SID);
  }
}
