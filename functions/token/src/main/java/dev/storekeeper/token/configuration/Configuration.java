package dev.storekeeper.token.configuration;

/** Writes the configuration of one tool. Implementations are stateless. */
sealed interface Configuration
    permits Bundler,
        Cargo,
        Gradle,
        Maven,
        Npm,
        Nuget,
        Pip,
        Poetry,
        Sbt,
        Swift,
        Twine,
        Uv,
        Yarn,
        YarnBerry {
  /** What configures the tool, with no more than a reference to the token. */
  Setup setup(Place place);

  /** One file that configures the tool by itself, with the token in it. */
  String snippet(Place place, String token);
}
