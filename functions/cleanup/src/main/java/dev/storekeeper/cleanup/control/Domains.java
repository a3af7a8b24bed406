package dev.storekeeper.cleanup.control;

import dev.storekeeper.cleanup.registry.DomainId;
import java.util.List;
import java.util.Optional;

/** The domains that are cleaned up. */
record Domains(List<DomainId> all) {
  Domains {
    all = List.copyOf(all);
  }

  /** The one of a name; without a name the only one. */
  DomainId find(Optional<String> name) throws ControlException {
    if (name.isPresent()) {
      return find(name.get());
    }
    if (all.size() == 1) {
      return all.getFirst();
    }
    throw ControlException.invalid("domain: found nothing, expected one of " + names());
  }

  DomainId find(String name) throws ControlException {
    return all.stream()
        .filter(domain -> domain.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            ControlException.refused(
                "domain: found " + Shown.text(name) + ", expected one of " + names()));
  }

  private String names() {
    return String.join(", ", all.stream().map(DomainId::name).sorted().toList());
  }
}
