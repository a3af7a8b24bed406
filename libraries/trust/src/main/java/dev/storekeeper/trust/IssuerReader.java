package dev.storekeeper.trust;

import dev.storekeeper.identity.Algorithm;
import dev.storekeeper.identity.AudienceMode;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.identity.KeyLocation;
import dev.storekeeper.identity.Preset;
import dev.storekeeper.identity.Presets;
import dev.storekeeper.identity.Replay;
import dev.storekeeper.policy.EventPattern;
import dev.storekeeper.policy.PolicyMap;
import dev.storekeeper.policy.Spelling;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads an entry of {@code issuers}. */
final class IssuerReader {
  private static final Duration SHORTEST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final List<String> ALGORITHMS =
      Stream.of(Algorithm.values()).map(Algorithm::name).toList();

  private final PolicyMap map;
  private final Function<String, Optional<Preset>> presets;

  IssuerReader(PolicyMap map, Function<String, Optional<Preset>> presets) {
    this.map = map;
    this.presets = presets;
  }

  /** The issuer; absent if its preset is not known, which is then a problem. */
  Optional<Issuer> read() {
    String id = Names.id(map);
    Optional<Preset> preset = preset();
    Optional<String> url = map.optionalString("issuer").or(() -> preset.flatMap(Preset::issuer));
    if (url.isEmpty() && preset.isPresent()) {
      String expected = "the URL of the issuer, because every customer of this CI has an own one";
      map.problem("issuer", "nothing", expected);
    }
    Set<Algorithm> algorithms = algorithms();
    AudienceMode audience = audience();
    Optional<EventPattern> require = map.optionalPatternOfExactNames("require");
    Optional<Replay> replay =
        map.optionalMap("replay")
            .flatMap(limits -> limits.optionalInteger("max_uses", 1, Replay.MAX_USES))
            .map(uses -> new Replay(uses.intValue()));
    KeyLocation keys = keys();
    Optional<Duration> lifetime = map.optionalSeconds("max_lifetime_seconds", SHORTEST, LONGEST);
    Optional<Duration> age = map.optionalSeconds("max_age_seconds", SHORTEST, LONGEST);
    Set<String> claims = Set.copyOf(map.optionalStrings("claims"));
    Set<String> triggers = Set.copyOf(map.optionalStrings("admit_triggers"));
    boolean enabled = map.optionalBoolean("enabled").orElse(true);
    return preset.map(known ->
        new Issuer(
            id,
            known,
            url.orElse(""),
            algorithms,
            audience,
            require,
            replay.orElse(known.replay()),
            keys,
            lifetime.orElse(known.maxLifetime()),
            age.or(() -> lifetime).orElse(known.maxLifetime()),
            claims,
            triggers,
            enabled));
  }

  private Optional<Preset> preset() {
    String name = map.string("preset");
    Optional<Preset> preset = name.isEmpty() ? Optional.empty() : presets.apply(name);
    if (preset.isEmpty() && !name.isEmpty()) {
      List<String> names = Presets.names();
      String all = "one of " + String.join(", ", names);
      String expected =
          Spelling.nearest(name, names).map(near -> "\"" + near + "\", or " + all).orElse(all);
      map.problem("preset", "the unknown preset \"" + name + "\"", expected);
    }
    return preset;
  }

  private Set<Algorithm> algorithms() {
    Set<Algorithm> algorithms = EnumSet.noneOf(Algorithm.class);
    for (String name : map.optionalStrings("algorithms")) {
      if (ALGORITHMS.contains(name)) {
        algorithms.add(Algorithm.valueOf(name));
      } else {
        String expected = "one of " + String.join(", ", ALGORITHMS);
        map.problem("algorithms", "\"" + name + "\"", expected);
      }
    }
    return algorithms.isEmpty() ? Set.of(Algorithm.RS256) : algorithms;
  }

  private AudienceMode audience() {
    if (map.isMapping("audience_mode")) {
      return new AudienceMode.Constant(
          map.optionalMap("audience_mode").map(mode -> mode.string("constant")).orElse(""));
    }
    String word = map.optionalString("audience_mode").orElse("exact");
    Optional<AudienceMode> mode = AudienceMode.of(word);
    if (mode.isEmpty()) {
      map.problem("audience_mode", "\"" + word + "\"", "exact, contains or { constant: ... }");
    }
    return mode.orElseGet(AudienceMode.Exact::new);
  }

  private KeyLocation keys() {
    Optional<PolicyMap> jwks = map.optionalMap("jwks");
    if (jwks.isEmpty()) {
      return new KeyLocation.Discovery(Set.of());
    }
    List<String> given =
        Stream.of("hosts", "static", "uri").filter(field -> jwks.get().has(field)).toList();
    if (given.size() != 1) {
      String found = given.isEmpty() ? "nothing" : String.join(" and ", given);
      map.problem("jwks", found, "exactly one of hosts, static, uri");
    }
    return jwks.get().has("static")
        ? new KeyLocation.Static(jwks.get().string("static"))
        : jwks.get().has("uri")
            ? new KeyLocation.Remote(uri(jwks.get()))
            : new KeyLocation.Discovery(Set.copyOf(jwks.get().optionalStrings("hosts")));
  }

  private static URI uri(PolicyMap jwks) {
    String text = jwks.string("uri");
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      jwks.problem("uri", "\"" + text + "\"", "an https URL");
      return URI.create("https://invalid.example/");
    }
  }
}
