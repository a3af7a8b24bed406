package dev.storekeeper.token.configuration;

/** Maven: a mirror of everything; to deploy, name the server {@code codeartifact}. */
final class Maven implements Configuration {
  @Override
  public Setup setup(Place place) {
    return Setup.referring("~/.m2/settings.xml", snippet(place, "${env." + Setup.VARIABLE + "}"));
  }

  @Override
  public String snippet(Place place, String token) {
    return """
    <settings xmlns="http://maven.apache.org/SETTINGS/1.0.0">
      <servers>
        <server>
          <id>codeartifact</id>
          <username>aws</username>
          <password>%s</password>
        </server>
      </servers>
      <mirrors>
        <mirror>
          <id>codeartifact</id>
          <mirrorOf>*</mirrorOf>
          <url>%s</url>
        </mirror>
      </mirrors>
    </settings>
    """
        .formatted(Escape.xml(token), Escape.xml(place.url()));
  }
}
