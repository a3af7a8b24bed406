package dev.storekeeper.token.configuration;

import java.util.Map;

/** pip reads no variables in its file, so the index is a variable itself. */
final class Pip implements Configuration {
  @Override
  public Setup setup(Place place) {
    return Setup.variables(Map.of("PIP_INDEX_URL", index(place, Setup.SECRET)));
  }

  @Override
  public String snippet(Place place, String token) {
    return "[global]\nindex-url = " + index(place, token) + "\n";
  }

  private static String index(Place place, String secret) {
    return place.urlFor("aws:" + secret) + "simple/";
  }
}
