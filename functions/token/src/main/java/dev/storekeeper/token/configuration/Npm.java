package dev.storekeeper.token.configuration;

/** npm: the token belongs to the repository's path, not to the whole host. */
final class Npm implements Configuration {
  static final String REFERENCE = "${" + Setup.VARIABLE + "}";

  @Override
  public Setup setup(Place place) {
    return Setup.referring("~/.npmrc", snippet(place, REFERENCE));
  }

  @Override
  public String snippet(Place place, String token) {
    return "registry=" + place.url() + "\n" + place.schemeless() + ":_authToken=" + token + "\n";
  }
}
