package dev.storekeeper.token.configuration;

import java.util.Locale;
import java.util.Map;

/** Cargo 1.74 and later; its registries' names are letters, digits, hyphens and underscores. */
final class Cargo implements Configuration {
  @Override
  public Setup setup(Place place) {
    String registry = "CARGO_REGISTRIES_" + place.variable();
    return Setup.variables(
        Map.of(
            registry + "_INDEX",
            index(place),
            registry + "_TOKEN",
            "Bearer " + Setup.SECRET,
            registry + "_CREDENTIAL_PROVIDER",
            "cargo:token"));
  }

  @Override
  public String snippet(Place place, String token) {
    return """
    [registries.%s]
    index = %s
    token = %s
    credential-provider = "cargo:token"
    """
        .formatted(
            place.variable().toLowerCase(Locale.ROOT).replace('_', '-'),
            Escape.quoted(index(place)),
            Escape.quoted("Bearer " + token));
  }

  private static String index(Place place) {
    return "sparse+" + place.url();
  }
}
