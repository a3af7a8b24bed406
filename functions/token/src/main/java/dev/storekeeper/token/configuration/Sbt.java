package dev.storekeeper.token.configuration;

/** sbt: CodeArtifact's realm is {@code <domain>/<repository>}. */
final class Sbt implements Configuration {
  @Override
  public Setup setup(Place place) {
    return Setup.referring(
        "~/.sbt/1.0/codeartifact.sbt", script(place, "sys.env(\"" + Setup.VARIABLE + "\")"));
  }

  @Override
  public String snippet(Place place, String token) {
    return script(place, Escape.quoted(token));
  }

  private static String script(Place place, String password) {
    return "resolvers += \"codeartifact\" at "
        + Escape.quoted(place.url())
        + "\ncredentials += Credentials("
        + Escape.quoted(place.domain() + "/" + place.repository())
        + ", "
        + Escape.quoted(place.host())
        + ", \"aws\", "
        + password
        + ")\n";
  }
}
