package dev.storekeeper.trust;

import dev.storekeeper.identity.ClaimType;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.policy.Spelling;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The claims that an issuer's tokens may have. */
final class ClaimDictionary {
  /** The claims of RFC 7519 section 4.1. */
  private static final Map<String, ClaimType> REGISTERED =
      Map.of(
          "iss", ClaimType.TEXT,
          "sub", ClaimType.TEXT,
          "aud", ClaimType.LIST,
          "exp", ClaimType.INTEGER,
          "iat", ClaimType.INTEGER,
          "nbf", ClaimType.INTEGER,
          "jti", ClaimType.TEXT);

  private final Issuer issuer;

  ClaimDictionary(Issuer issuer) {
    this.issuer = issuer;
  }

  /** The type of a claim; absent if no token is known to have it. */
  Optional<ClaimType> type(String claim) {
    ClaimType exact = issuer.preset().claims().get(claim);
    if (exact != null) {
      return Optional.of(exact);
    }
    if (issuer.claims().contains(claim)) {
      return Optional.of(ClaimType.TEXT);
    }
    return Optional.ofNullable(REGISTERED.get(claim)).or(() -> family(claim));
  }

  /** The known claim that was probably meant. */
  Optional<String> nearest(String claim) {
    Set<String> names = new TreeSet<>(issuer.preset().claims().keySet());
    names.addAll(issuer.claims());
    return Spelling.nearest(claim, names);
  }

  /** A name in the dictionary that ends in an asterisk stands for all that begin like it. */
  private Optional<ClaimType> family(String claim) {
    return issuer.preset().claims().entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("*"))
        .filter(entry -> claim.startsWith(entry.getKey().substring(0, entry.getKey().length() - 1)))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
