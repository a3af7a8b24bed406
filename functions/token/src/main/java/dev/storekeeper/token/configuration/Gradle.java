package dev.storekeeper.token.configuration;

/** Gradle: an init script that adds the repository to every project. */
final class Gradle implements Configuration {
  @Override
  public Setup setup(Place place) {
    return Setup.referring(
        "~/.gradle/init.d/codeartifact.gradle",
        script(place, "System.getenv('" + Setup.VARIABLE + "')"));
  }

  @Override
  public String snippet(Place place, String token) {
    return script(place, Escape.groovy(token));
  }

  private static String script(Place place, String password) {
    return """
    allprojects {
      repositories {
        maven {
          name = 'codeartifact'
          url = uri(%s)
          credentials {
            username = 'aws'
            password = %s
          }
        }
      }
    }
    """
        .formatted(Escape.groovy(place.url()), password);
  }
}
