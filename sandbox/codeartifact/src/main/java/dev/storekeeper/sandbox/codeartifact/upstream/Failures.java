package dev.storekeeper.sandbox.codeartifact.upstream;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Why public repositories could not be asked during one search. */
final class Failures {
  private static final Logger LOG = System.getLogger(Failures.class.getName());

  private Optional<IOException> first = Optional.empty();

  void add(IOException failure) {
    LOG.log(Level.INFO, "Not from upstream: {0}", failure.getMessage());
    first = first.or(() -> Optional.of(failure));
  }

  /**
   * Ends a search that found nothing.
   *
   * @throws ServiceException 502 with the first reason, if there is one
   */
  void throwIfAny() {
    if (first.isPresent()) {
      throw new ServiceException(
          502, "BadGatewayException", String.valueOf(first.get().getMessage()));
    }
  }
}
