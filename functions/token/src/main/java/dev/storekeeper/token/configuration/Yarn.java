package dev.storekeeper.token.configuration;

/** Yarn 1 reads npm's file and needs {@code always-auth}, which newer npm refuses. */
final class Yarn implements Configuration {
  @Override
  public Setup setup(Place place) {
    return Setup.referring("~/.npmrc", snippet(place, Npm.REFERENCE));
  }

  @Override
  public String snippet(Place place, String token) {
    return new Npm().snippet(place, token) + place.schemeless() + ":always-auth=true\n";
  }
}
