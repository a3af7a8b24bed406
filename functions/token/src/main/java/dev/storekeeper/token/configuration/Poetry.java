package dev.storekeeper.token.configuration;

import java.util.Map;

/** Poetry: credentials of the source that is named as the repository, and where to publish. */
final class Poetry implements Configuration {
  @Override
  public Setup setup(Place place) {
    String credentials = "POETRY_HTTP_BASIC_" + place.variable();
    return Setup.variables(
        Map.of(
            credentials + "_USERNAME",
            "aws",
            credentials + "_PASSWORD",
            Setup.SECRET,
            "POETRY_REPOSITORIES_" + place.variable() + "_URL",
            place.url()));
  }

  @Override
  public String snippet(Place place, String token) {
    return "[http-basic."
        + Escape.quoted(place.repository())
        + "]\nusername = \"aws\"\npassword = "
        + Escape.quoted(token)
        + "\n";
  }
}
