package dev.storekeeper.cleanup.execute;

import dev.storekeeper.cleanup.export.ExportException;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import java.util.Random;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What goes wrong, by a seed. Every call of the function passes here before and after. */
final class Chaos {
  /** What happens while a call is under way. */
  interface Interruption {
    void happen();
  }

  private final Random random;
  private double rate;
  private Interruption interruption = () -> {};
  private boolean inside;

  Chaos(Random random) {
    this.random = random;
  }

  /** From now on so many of a hundred calls go wrong. */
  void percent(double percent) {
    rate = percent / 100;
  }

  /** What somebody else may do in the middle of a call. */
  void interruption(Interruption other) {
    interruption = other;
  }

  void state(String where, boolean carriedOut) throws StateUnavailableException {
    disturb(where);
    if (strikes()) {
      throw new StateUnavailableException(text(where, carriedOut), SdkClientException.create("no"));
    }
  }

  void registry(String where, boolean carriedOut) throws RegistryException {
    disturb(where);
    if (strikes()) {
      RegistryException.Kind kind =
          random.nextInt(10) == 0
              ? RegistryException.Kind.DENIED
              : RegistryException.Kind.UNAVAILABLE;
      throw new RegistryException(kind, text(where, carriedOut));
    }
  }

  void ledger(String where) {
    disturb(where);
    if (strikes()) {
      throw new LedgerFault(where);
    }
  }

  void export(String where) throws ExportException {
    disturb(where);
    if (strikes()) {
      throw new ExportException(where, random.nextBoolean(), SdkClientException.create("no"));
    }
  }

  /** Whether a listing shows what was before the last change. */
  boolean isStale() {
    return strikes();
  }

  private void disturb(String where) {
    if (!inside && strikes()) {
      inside = true;
      try {
        interruption.happen();
      } finally {
        inside = false;
      }
    }
    if (strikes()) {
      throw new Fault(where);
    }
  }

  private boolean strikes() {
    return random.nextDouble() < rate;
  }

  private static String text(String where, boolean carriedOut) {
    return where + (carriedOut ? ": the answer was lost" : ": throttled");
  }
}
