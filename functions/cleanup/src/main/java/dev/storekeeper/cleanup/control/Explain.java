package dev.storekeeper.cleanup.control;

import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import java.io.IOException;

/** Says why a version or a repository is still there, or why it went. */
final class Explain {
  private final Domains domains;
  private final ExplainVersion version;
  private final ExplainRepository repository;

  Explain(ControlParts parts, Domains domains) {
    this.domains = domains;
    this.version = new ExplainVersion(parts);
    this.repository = new ExplainRepository(parts);
  }

  Answer run(Parameters parameters)
      throws ControlException, StateUnavailableException, RegistryException, IOException {
    Coordinates on = Coordinates.read(parameters.text("coordinates"), domains);
    return on.isRepository()
        ? repository.run(on, on.repository().orElseThrow())
        : version.run(on, on.requireVersion());
  }
}
