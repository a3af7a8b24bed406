package dev.storekeeper.token.configuration;

import java.util.Map;

/** Twine: the upload URL has no {@code simple/}. */
final class Twine implements Configuration {
  @Override
  public Setup setup(Place place) {
    return Setup.variables(
        Map.of(
            "TWINE_REPOSITORY_URL",
            place.url(),
            "TWINE_USERNAME",
            "aws",
            "TWINE_PASSWORD",
            Setup.SECRET));
  }

  @Override
  public String snippet(Place place, String token) {
    return """
    [distutils]
    index-servers = codeartifact

    [codeartifact]
    repository = %s
    username = aws
    password = %s
    """
        .formatted(place.url(), token);
  }
}
