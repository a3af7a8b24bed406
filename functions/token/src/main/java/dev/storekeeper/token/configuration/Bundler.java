package dev.storekeeper.token.configuration;

import java.util.Locale;
import java.util.Map;

/**
 * Bundler: credentials of the host. In the name of a setting a dot becomes two underscores and a
 * hyphen three.
 */
final class Bundler implements Configuration {
  @Override
  public Setup setup(Place place) {
    return Setup.variables(
        Map.of(
            setting(place), "aws:" + Setup.SECRET, "GEM_HOST_API_KEY", "Bearer " + Setup.SECRET));
  }

  @Override
  public String snippet(Place place, String token) {
    return "---\n" + setting(place) + ": " + Escape.quoted("aws:" + token) + "\n";
  }

  private static String setting(Place place) {
    return "BUNDLE_" + place.host().toUpperCase(Locale.ROOT).replace("-", "___").replace(".", "__");
  }
}
