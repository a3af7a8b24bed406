package dev.storekeeper.trust;

import dev.storekeeper.identity.Issuer;
import dev.storekeeper.policy.Spelling;
import java.util.Set;
import java.util.TreeSet;

/** What to write instead of a claim that an issuer's tokens do not have. */
final class Claims {
  private Claims() {}

  static String instead(Issuer issuer, String claim) {
    Set<String> names = new TreeSet<>(issuer.preset().claims().keySet());
    names.addAll(issuer.claims());
    String listed = claim + " listed in the issuer's claims";
    return Spelling.nearest(claim, names).map(near -> near + ", or " + listed).orElse(listed);
  }
}
