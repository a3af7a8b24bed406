package dev.storekeeper.trust;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.identity.KeyLocation;
import dev.storekeeper.identity.StaticKeys;
import dev.storekeeper.policy.Place;
import dev.storekeeper.policy.lint.Findings;
import java.net.URI;

/** Where keys come from: only over https, and no secrets in the policy. */
final class KeyLint implements LintRule {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RULE = "keys";

  @Override
  public void check(ReadDocument read, Findings findings) {
    for (int i = 0; i < read.issuers().size(); i++) {
      Issuer issuer = read.document().issuers().get(i);
      Place place = read.issuers().get(i).place("jwks");
      switch (issuer.keys()) {
        case KeyLocation.Remote(URI uri) -> checkUri(uri, place, findings);
        case KeyLocation.Static(String jwks) -> checkKeys(jwks, place, findings);
        case KeyLocation.Discovery discovery -> {
          for (String host : discovery.hosts().stream().sorted().toList()) {
            if (!host.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?")) {
              String why = "\"" + host + "\", which is no host's name in lower case";
              findings.error(RULE, place, why, "a name such as www.googleapis.com");
            }
          }
        }
      }
    }
  }

  private static void checkUri(URI uri, Place place, Findings findings) {
    String text = uri.toString();
    if (IssuerUrl.isLoopback(text)) {
      String why = "keys from this machine, which only a sandbox takes";
      findings.warning(RULE, place, why, "an https URL");
    } else if (!"https".equals(uri.getScheme())
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawFragment() != null
        || uri.getPort() != -1) {
      String why = "keys that anybody on the way could exchange, or that are not fetched at all";
      findings.error(RULE, place, why, "https://<host>/<path>");
    }
  }

  private static void checkKeys(String jwks, Place place, Findings findings) {
    String instead = "the public keys, as in {\"keys\":[{\"kty\":\"RSA\",\"kid\":...}]}";
    JsonNode keys;
    try {
      keys = JSON.readTree(jwks).path("keys");
    } catch (JsonProcessingException e) {
      findings.error(RULE, place, "a key set that is no JSON", instead);
      return;
    }
    boolean secret = keys.valueStream().anyMatch(key -> key.has("d") || key.has("k"));
    if (secret) {
      String why = "a private or symmetric key: whoever reads this file could issue tokens";
      findings.error(RULE, place, why, instead);
    } else {
      StaticKeys.problem(jwks)
          .ifPresent(problem -> findings.error(RULE, place, "a key set with " + problem, instead));
    }
  }
}
