package dev.storekeeper.cleanup.repository;

import static dev.storekeeper.cleanup.repository.RepositoryWorld.DOMAIN;
import static dev.storekeeper.cleanup.repository.RepositoryWorld.STALE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.item.Hold;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.registry.RegistryFaults.Fault;
import dev.storekeeper.cleanup.registry.ResourcePolicy;
import dev.storekeeper.retention.Outcome;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** One history of a stale repository in a bad world, by a seed. */
final class RepositoryHistory {
  private static final Duration CHAOS = Duration.ofDays(60);
  private static final Duration QUIET = Duration.ofDays(60);

  private final Random random;
  private final RepositoryWorld world;
  private final List<String> others = new ArrayList<>();
  private final List<String> ownersOfTheRepository = new ArrayList<>();
  private final double rate;
  private final double events;
  private boolean calm;
  private boolean missed;

  RepositoryHistory(long seed) throws Exception {
    random = new Random(seed);
    world = new RepositoryWorld();
    rate = random.nextInt(3) == 0 ? 0 : 0.15 * random.nextDouble();
    events = 0.03 * random.nextDouble();
    world.hook(this::disturb);
    world.beforeDeletion = this::checkDeletion;
  }

  RepositoryState run() throws Exception {
    Duration lived = Duration.ZERO;
    while (lived.compareTo(CHAOS) < 0) {
      world.live(Duration.ofHours(6));
      lived = lived.plusHours(6);
      if (random.nextDouble() < events) {
        world.quietly(this::event);
      }
    }
    calm = true;
    world.state.pause(Optional.empty());
    world.clock.advance(Duration.ofMinutes(20));
    world.live(QUIET);
    checkEnd();
    return world.item().state();
  }

  private Fault disturb(String operation, boolean carriedOut) {
    if (calm) {
      return Fault.NONE;
    }
    if (operation.endsWith("DomainPermissionsPolicy") && random.nextInt(20) == 0) {
      world.quietly(this::changeDomain);
    }
    if (random.nextDouble() >= rate) {
      return Fault.NONE;
    }
    return switch (random.nextInt(4)) {
      case 0 -> Fault.UNAVAILABLE;
      case 1 -> Fault.LOST_ANSWER;
      default -> Fault.KILLED;
    };
  }

  private boolean event() throws Exception {
    switch (random.nextInt(10)) {
      case 0 -> changeDomain();
      case 1 -> miss();
      case 2 -> world.decision = new Outcome.Kept(Outcome.Why.UNKNOWN, "", "it could not be read");
      case 3, 4 -> world.decision = RepositoryWorld.SELECTED;
      case 5 -> world.decision = new Outcome.Kept(Outcome.Why.NOT_SELECTED, "", "it is read");
      case 6 ->
          world.state.hold(new Hold(STALE.toString(), "wait", "arn:me", world.clock.instant()));
      case 7 -> world.state.unhold(STALE.toString());
      case 8 -> world.state.pause(random.nextBoolean() ? Optional.of("stop") : Optional.empty());
      default -> rarely();
    }
    return true;
  }

  /** Somebody tries to use it in vain; CloudTrail tells the second. */
  private void miss() throws Exception {
    world.refused = Optional.of(world.clock.instant().truncatedTo(ChronoUnit.SECONDS));
    missed |= world.isThere() && RepositoryWorld.FREEZE.isIn(world.document().orElse("{}"));
  }

  private void rarely() throws Exception {
    if (!world.isThere()) {
      return;
    }
    switch (random.nextInt(5)) {
      case 0 -> world.repositories.untag(STALE, Set.of(RepositoryTag.KEY));
      case 1 -> {
        Plan plan = world.state.plan(RepositoryWorld.PLAN).orElseThrow();
        world.state.replace(
            plan, RepositoryWorld.plan(PlanState.CANCELLED, List.of("arn:one", "arn:two")));
      }
      case 2 -> {
        String sid = "Owner" + ownersOfTheRepository.size();
        ownersOfTheRepository.add(sid);
        Optional<String> document = world.document();
        world.repositories.putRepositoryPolicy(
            STALE, with(document.orElse("{}"), sid), Optional.empty());
      }
      default -> {
        Optional<String> frozen = world.document();
        if (frozen.isPresent()
            && RepositoryWorld.FREEZE.removeFrom(frozen, Optional.empty())
                instanceof PolicyChange.Set(String lifted)) {
          world.repositories.putRepositoryPolicy(STALE, lifted, Optional.empty());
        }
      }
    }
  }

  private boolean changeDomain() throws Exception {
    Optional<ResourcePolicy> policy = world.repositories.domainPolicy(DOMAIN);
    String sid = "Other" + others.size();
    others.add(sid);
    world.repositories.putDomainPolicy(
        DOMAIN, with(policy.orElseThrow().document(), sid), Optional.empty());
    return true;
  }

  private static String with(String document, String sid) throws Exception {
    ObjectNode policy = PolicyJson.parse(document);
    List<ObjectNode> statements = new ArrayList<>(PolicyJson.statements(policy));
    statements.add(PolicyJson.empty().removeAll().put("Sid", sid).put("Effect", "Allow"));
    return PolicyJson.with(policy, statements);
  }

  private void checkDeletion() {
    RepositoryItem item = world.item();
    assertThat(item.state()).isEqualTo(RepositoryState.DELETING);
    assertThat(world.decision).isEqualTo(RepositoryWorld.SELECTED);
    assertThat(world.tags()).containsKey(RepositoryTag.KEY);
    world.quietly(() -> {
      assertThat(RepositoryWorld.FREEZE.isIn(world.document().orElseThrow())).isTrue();
      assertThat(world.state.holds(DOMAIN)).isEmpty();
      assertThat(world.state.plan(RepositoryWorld.PLAN).orElseThrow().state())
          .isEqualTo(PlanState.APPROVED);
      assertThat(world.bucket.head(item.progress().tombstone().orElseThrow())).isPresent();
      return true;
    });
    assertThat(world.exports.manifests()).hasSize(10);
    assertThat(world.ledger.has("cleanup.repository-deleting")).isTrue();
    assertThat(!missed || world.ledger.has("finding.cleanup-brown-out"))
        .as("somebody missed it")
        .isTrue();
    assertThat(world.clock.instant())
        .isAfter(RepositoryWorld.START.plus(Duration.ofDays(45)).minusSeconds(1));
  }

  private void checkEnd() throws Exception {
    RepositoryItem item = world.item();
    assertThat(item.progress().interlock()).isEmpty();
    assertThat(world.isLocked()).isTrue();
    assertThat(sids(world.domainDocument()))
        .contains("Read", "DenyRepositoryDeletion")
        .containsAll(others);
    assertThat(world.domainDocument().orElseThrow()).doesNotContain("NotResource");
    if (others.isEmpty()) {
      assertThat(world.domainDocument()).contains(RepositoryWorld.LOCK);
    }
    assertThat(world.isThere()).isEqualTo(item.state() != RepositoryState.DELETED);
    if (item.state() == RepositoryState.KEPT) {
      assertThat(world.tags()).doesNotContainKey(RepositoryTag.KEY).containsEntry("team", "a");
      assertThat(sids(world.document()))
          .doesNotContain(FreezeStatement.SID)
          .containsAll(ownersOfTheRepository);
      assertThat(world.document().orElseThrow()).contains("ReadFromRepository");
      if (ownersOfTheRepository.isEmpty() && !world.ledger.has("cleanup.repository-frozen")) {
        assertThat(world.document()).contains(RepositoryWorld.POLICY);
      }
    }
    if (!item.state().isFinal()) {
      boolean waits =
          !world.state.holds(DOMAIN).isEmpty()
              || (world.decision instanceof Outcome.Kept kept && kept.why() == Outcome.Why.UNKNOWN)
              || item.due().isAfter(world.clock.instant().minus(Duration.ofDays(2)));
      assertThat(waits).as("%s waits for nothing", item).isTrue();
    }
  }

  private static List<String> sids(Optional<String> document) throws Exception {
    List<String> sids = new ArrayList<>();
    if (document.isPresent()) {
      for (JsonNode statement : PolicyJson.statements(PolicyJson.parse(document.get()))) {
        sids.add(statement.path("Sid").asText());
      }
    }
    return sids;
  }
}
