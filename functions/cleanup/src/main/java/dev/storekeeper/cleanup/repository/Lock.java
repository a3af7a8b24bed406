package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryRegistry;
import dev.storekeeper.cleanup.registry.ResourcePolicy;
import dev.storekeeper.cleanup.state.StaleWriteException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import java.util.Optional;

/**
 * Opens the interlock of a domain for one repository, and closes it. That it may be open is written
 * before it is opened, and stays written until it is known to be closed.
 */
final class Lock {
  private static final int ATTEMPTS = 3;

  private final Turn turn;
  private final RepositoryRegistry repositories;
  private final DomainId domain;
  private final String arn;

  Lock(Turn turn) {
    this.turn = turn;
    this.repositories = turn.parts().repositories();
    this.domain = turn.repository().domain();
    this.arn = turn.repository().arn();
  }

  /**
   * Opens the interlock, if there is one.
   *
   * @throws LockedException if only a person can; nothing is changed
   */
  RepositoryItem open(RepositoryItem item)
      throws RegistryException, StateUnavailableException, StaleWriteException, LockedException {
    Optional<ResourcePolicy> policy = repositories.domainPolicy(domain);
    if (policy.isEmpty()) {
      return item;
    }
    Optional<String> opened = Interlock.open(policy.get().document(), arn);
    if (opened.isEmpty()) {
      return item;
    }
    OpenInterlock lock = new OpenInterlock(policy.get().document(), policy.get().revision());
    RepositoryItem unlocking =
        turn.write(
            item.with(
                item.progress()
                    .lock(Optional.of(lock))
                    .in(RepositoryState.UNLOCKING, "the interlock is being opened", turn.now())));
    turn.parts().ledger().unlocking(unlocking, lock);
    turn.check();
    repositories.putDomainPolicy(domain, opened.get(), Optional.of(lock.formerRevision()));
    return unlocking;
  }

  /** Closes the interlock if it may be open, whatever became of the repository. */
  void close() throws RegistryException, StateUnavailableException, StaleWriteException {
    Optional<RepositoryItem> item = turn.item();
    if (item.isEmpty() || item.get().progress().interlock().isEmpty()) {
      return;
    }
    OpenInterlock lock = item.get().progress().interlock().get();
    for (int attempt = 1; !isClosed(lock); attempt++) {
      if (attempt == ATTEMPTS) {
        throw new RegistryException(
            RegistryException.Kind.CONFLICT,
            "the policy of " + domain + " changes while it is being closed");
      }
    }
    turn.parts().ledger().locked(item.get(), lock);
    RepositoryProgress progress = item.get().progress();
    RepositoryState state =
        progress.state() == RepositoryState.UNLOCKING ? RepositoryState.FROZEN : progress.state();
    turn.write(
        item.get()
            .with(
                progress.lock(Optional.empty()).in(state, "the interlock is closed", turn.now())));
  }

  /**
   * Closes it, by compare-and-set, unless it is closed; false if somebody else was faster. If the
   * policy is still the one of before it was opened, it is written again: a request to open it that
   * is still on its way is refused from then on.
   */
  private boolean isClosed(OpenInterlock lock) throws RegistryException, StaleWriteException {
    Optional<ResourcePolicy> present = repositories.domainPolicy(domain);
    if (present.isEmpty()) {
      return true;
    }
    String revision = present.get().revision();
    Optional<String> closed = Interlock.close(present.get().document(), lock.formerDocument(), arn);
    if (closed.isEmpty() && revision.equals(lock.formerRevision())) {
      closed = Optional.of(lock.formerDocument());
    }
    if (closed.isEmpty()) {
      return true;
    }
    turn.check();
    try {
      repositories.putDomainPolicy(domain, closed.get(), Optional.of(revision));
      return true;
    } catch (RegistryException e) {
      if (e.kind() == RegistryException.Kind.CONFLICT) {
        return false;
      }
      throw e;
    }
  }
}
