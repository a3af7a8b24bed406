package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.item.Hold;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.ResourcePolicy;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.retention.Known;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A look at a repository and at everything that its next step depends on.
 *
 * @param inspection the repository
 * @param consent who consented
 * @param situation all of it together
 */
record Look(RepositoryInspection inspection, Consent consent, RepositorySituation situation) {

  static Look at(RepositoryItem item, Turn turn)
      throws RegistryException, StateUnavailableException {
    RepositoryParts parts = turn.parts();
    Instant now = turn.now();
    RepositoryInspection inspection = parts.inspector().inspect(item, now);
    Consent consent = Consent.of(item.plan(), parts.state().plan(item.plan()));
    String scope = item.repository().toString();
    Optional<Hold> hold =
        parts.state().holds(item.repository().domain()).stream()
            .filter(each -> each.covers(scope))
            .findFirst();
    return new Look(
        inspection,
        consent,
        new RepositorySituation(
            inspection.described().isPresent(),
            marked(inspection),
            frozen(inspection, parts.freeze()),
            inspection.policy() instanceof Known.Value<Optional<ResourcePolicy>>(var policy)
                ? policy.map(ResourcePolicy::revision)
                : Optional.empty(),
            inspection.decision(),
            consent.withdrawn(),
            consent.people().size(),
            parts.rules().policyRevision(item.policy()),
            parts.rules().phases(item.policy()),
            hold,
            inspection.refused(),
            parts.rules().frozenUntil(now)));
  }

  RepositoryStep step(RepositoryItem item, Instant now) {
    return NextRepositoryStep.of(item, situation, now);
  }

  private static Known<Boolean> marked(RepositoryInspection inspection) {
    return switch (inspection.tags()) {
      case Known.Value<Map<String, String>>(var tags) ->
          new Known.Value<>(tags.containsKey(RepositoryTag.KEY));
      case Known.Unknown<Map<String, String>>(String why) -> new Known.Unknown<>(why);
      case Known.Unasked<Map<String, String>> unasked -> new Known.Unasked<>();
    };
  }

  private static Known<Boolean> frozen(RepositoryInspection inspection, FreezeStatement freeze)
      throws RegistryException {
    return switch (inspection.policy()) {
      case Known.Value<Optional<ResourcePolicy>>(var policy) ->
          new Known.Value<>(policy.isPresent() && freeze.isIn(policy.get().document()));
      case Known.Unknown<Optional<ResourcePolicy>>(String why) -> new Known.Unknown<>(why);
      case Known.Unasked<Optional<ResourcePolicy>> unasked -> new Known.Unasked<>();
    };
  }
}
