package dev.storekeeper.trust;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Lists of scopes. */
final class Scopes {
  private Scopes() {}

  static List<Scope> sorted(Collection<Scope> scopes) {
    return scopes.stream().distinct().sorted(Comparator.comparing(Scope::text)).toList();
  }
}
