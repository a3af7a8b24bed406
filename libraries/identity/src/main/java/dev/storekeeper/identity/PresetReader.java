package dev.storekeeper.identity;

import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.policy.PolicyMap;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a preset as strictly as any policy. */
final class PresetReader {
  private static final List<String> TYPES =
      Stream.of(ClaimType.values()).map(type -> type.name().toLowerCase(Locale.ROOT)).toList();

  private PresetReader() {}

  /**
   * Reads one.
   *
   * @throws dev.storekeeper.policy.PolicyException with every problem
   */
  static Preset read(String name, String text) {
    PolicyFile file = PolicyFile.of(name + ".yaml", text);
    PolicyMap root = file.root();
    Map<String, ClaimType> types = new LinkedHashMap<>(RegisteredClaims.TYPES);
    Map<String, Set<String>> denied = new LinkedHashMap<>();
    boolean generic = name.equals(Presets.GENERIC);
    Map<String, PolicyMap> claims = generic ? Map.of() : root.maps("claims");
    claims.forEach((claim, map) -> {
      types.put(claim, type(map));
      map.optionalString("denied")
          .ifPresent(values -> denied.put(claim, Set.of(values.split(" ", -1))));
    });
    Preset preset =
        new Preset(
            name,
            root.string("title"),
            root.string("verified_on"),
            root.optionalString("issuer"),
            types,
            new Replay(Math.clamp(root.integer("max_uses"), 1, Replay.MAX_USES)),
            root.list("tenant_pins").stream()
                .map(pin -> Set.copyOf(pin.strings("claims")))
                .toList(),
            denied,
            provenance(root),
            Duration.ofSeconds(root.integer("max_lifetime_seconds")));
    file.finish();
    return preset;
  }

  private static ClaimType type(PolicyMap claim) {
    return ClaimType.valueOf(claim.choice("type", TYPES).toUpperCase(Locale.ROOT));
  }

  private static Map<String, String> provenance(PolicyMap root) {
    return root.list("provenance").stream()
        .collect(Collectors.toMap(row -> row.string("name"), row -> row.string("value")));
  }
}
