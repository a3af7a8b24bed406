package dev.storekeeper.token.configuration;

/** Yarn 2 and later. */
final class YarnBerry implements Configuration {
  @Override
  public Setup setup(Place place) {
    return Setup.referring("~/.yarnrc.yml", snippet(place, Npm.REFERENCE));
  }

  @Override
  public String snippet(Place place, String token) {
    return "npmRegistryServer: "
        + Escape.quoted(place.url())
        + "\nnpmAuthToken: "
        + Escape.quoted(token)
        + "\nnpmAlwaysAuth: true\n";
  }
}
