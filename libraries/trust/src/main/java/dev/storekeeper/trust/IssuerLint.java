package dev.storekeeper.trust;

import dev.storekeeper.identity.AudienceMode;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.policy.PolicyMap;
import dev.storekeeper.policy.lint.Findings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Issuers: the spelling of their URLs, audiences, triggers, bounds. */
final class IssuerLint implements LintRule {
  private static final String GENERIC = "generic";
  private static final String AZURE = "azure-devops";
  private static final Duration TIGHT = Duration.ofMinutes(15);

  /** Audiences of other services, whose tokens are asked for and handled elsewhere. */
  private static final Set<String> FOREIGN =
      Set.of("sts.amazonaws.com", "sigstore", "api://AzureADTokenExchange", "pypi", "testpypi");

  @Override
  public void check(ReadDocument read, Findings findings) {
    String audience = read.document().audience();
    if (FOREIGN.contains(audience) || audience.startsWith("https://github.com/")) {
      findings.error(
          "foreign-audience",
          read.root().place("audience"),
          "the audience of another service: a token stolen there would be taken here",
          "a name that only this endpoint has");
    }
    Map<String, Issuer> urls = new HashMap<>();
    for (int i = 0; i < read.issuers().size(); i++) {
      Issuer issuer = read.document().issuers().get(i);
      PolicyMap map = read.issuers().get(i);
      checkUrl(issuer, map, findings);
      Issuer other = urls.putIfAbsent(IssuerUrl.canonical(issuer.url()), issuer);
      if (other != null) {
        findings.error(
            "issuer-duplicate",
            map.place("issuer"),
            "the URL of " + other.id() + " again, if in another spelling",
            "one entry for each issuer");
      }
      checkAudience(issuer, map, findings);
      checkTriggers(issuer, map, findings);
      checkBounds(issuer, map, findings);
      checkUse(read.document(), issuer, map, findings);
    }
  }

  private static void checkUrl(Issuer issuer, PolicyMap map, Findings findings) {
    Optional<String> problem = IssuerUrl.problem(issuer.url());
    String instead = "the iss claim of its tokens, to the letter";
    problem.ifPresent(what ->
        findings.error(
            "issuer-url", map.place("issuer"), what + " in \"" + issuer.url() + "\"", instead));
    if (problem.isEmpty() && IssuerUrl.isLoopback(issuer.url())) {
      findings.warning(
          "issuer-loopback",
          map.place("issuer"),
          "an issuer on this machine, which only a sandbox takes",
          "the https URL of a CI");
    }
    if (problem.isEmpty() && issuer.url().endsWith("/")) {
      String why = "a slash at the end, which is part of the name";
      if (issuer.preset().name().equals(GENERIC)) {
        findings.warning("issuer-url", map.place("issuer"), why, instead);
      } else {
        String which = why + " and which no " + issuer.preset().title() + " issuer has";
        findings.error("issuer-url", map.place("issuer"), which, instead);
      }
    }
  }

  private static void checkAudience(Issuer issuer, PolicyMap map, Findings findings) {
    boolean azure = issuer.preset().name().equals(AZURE);
    if (issuer.audience() instanceof AudienceMode.Constant(String value)) {
      if (!azure && FOREIGN.contains(value)) {
        findings.error(
            "foreign-audience",
            map.place("audience_mode"),
            "the audience of another service: a token stolen there would be taken here",
            "exact, because this CI can be asked for an audience");
      } else if (azure && issuer.maxAge().compareTo(TIGHT) > 0) {
        findings.warning(
            "constant-audience",
            map.place("max_age_seconds"),
            "every token for Entra has this audience, and any of them is taken for as long",
            "at most " + TIGHT.toSeconds());
      }
    } else if (azure) {
      findings.error(
          "constant-audience",
          map.place("audience_mode"),
          "Azure DevOps cannot be asked for an audience, so none of its tokens would be taken",
          "{ constant: \"api://AzureADTokenExchange\" }, knowing that a token for any Entra"
              + " federation is then taken too");
    }
  }

  private static void checkTriggers(Issuer issuer, PolicyMap map, Findings findings) {
    Set<String> denied =
        issuer.preset().deniedTriggers().values().stream()
            .flatMap(Set::stream)
            .collect(Collectors.toSet());
    for (String trigger : issuer.triggers().stream().sorted().toList()) {
      if (denied.contains(trigger)) {
        findings.warning(
            "admitted-trigger",
            map.place("admit_triggers"),
            trigger + " runs with the repository's identity on what strangers control",
            "no such trigger, or statements that grant it nothing but read");
      } else {
        List<String> known = denied.stream().sorted().toList();
        findings.error(
            "admitted-trigger",
            map.place("admit_triggers"),
            trigger + " is not denied by the preset " + issuer.preset().name(),
            known.isEmpty() ? "no admit_triggers" : "some of " + String.join(", ", known));
      }
    }
  }

  private static void checkBounds(Issuer issuer, PolicyMap map, Findings findings) {
    if (issuer.replay().maxUses() > 1 && issuer.preset().replay().maxUses() == 1) {
      findings.warning(
          "replay",
          map.place("replay"),
          "a stolen token can be used "
              + issuer.replay().maxUses()
              + " times, and jobs of this CI"
              + " can ask for a fresh one each time",
          "max_uses: 1");
    }
    if (issuer.maxAge().compareTo(issuer.maxLifetime()) > 0) {
      findings.warning(
          "bounds",
          map.place("max_age_seconds"),
          "an age that no token reaches, because it would be expired",
          "at most max_lifetime_seconds, " + issuer.maxLifetime().toSeconds());
    }
    for (String claim : issuer.claims().stream().sorted().toList()) {
      if (issuer.preset().claims().containsKey(claim)) {
        findings.warning(
            "known-claim",
            map.place("claims"),
            claim + " is in the dictionary already, and this would make it a text",
            "only claims that the preset does not know");
      }
    }
  }

  private static void checkUse(
      TrustDocument document, Issuer issuer, PolicyMap map, Findings findings) {
    boolean used =
        document.statements().stream()
            .anyMatch(statement -> statement.issuers().contains(issuer.id()));
    if (!used) {
      findings.warning(
          "unused-issuer", map.place("id"), "no statement is about this issuer", "one that is");
    }
  }
}
