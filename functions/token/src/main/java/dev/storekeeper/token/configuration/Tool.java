package dev.storekeeper.token.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tools that can be configured. */
public enum Tool {
  /** pip. */
  PIP("pypi"),
  /** uv. */
  UV("pypi"),
  /** Poetry. */
  POETRY("pypi"),
  /** Twine. */
  TWINE("pypi"),
  /** npm. */
  NPM("npm"),
  /** pnpm, which reads npm's file. */
  PNPM("npm"),
  /** Yarn 1. */
  YARN("npm"),
  /** Yarn 2 and later. */
  YARN_BERRY("npm"),
  /** Maven. */
  MAVEN("maven"),
  /** Gradle. */
  GRADLE("maven"),
  /** sbt, by way of Coursier. */
  SBT("maven"),
  /** NuGet and dotnet. */
  NUGET("nuget"),
  /** Cargo. */
  CARGO("cargo"),
  /** Bundler. */
  BUNDLER("ruby"),
  /** Swift Package Manager. */
  SWIFT("swift");

  private final String packageFormat;

  Tool(String packageFormat) {
    this.packageFormat = packageFormat;
  }

  /** The tool of a word in the {@code format} parameter. */
  public static Optional<Tool> of(String word) {
    return Arrays.stream(values()).filter(tool -> tool.word().equals(word)).findFirst();
  }

  /** The words of all tools. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Tool::word).toList();
  }

  /** The word for it, as in {@code yarn-berry}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** CodeArtifact's word for the format of the tool's packages. */
  public String packageFormat() {
    return packageFormat;
  }

  /** What configures the tool; holds no token. */
  public Setup setup(Place place) {
    return configuration().setup(place);
  }

  /** One file that configures the tool by itself; holds the token. */
  public String snippet(Place place, String token) {
    return configuration().snippet(place, token);
  }

  private Configuration configuration() {
    return switch (this) {
      case PIP -> new Pip();
      case UV -> new Uv();
      case POETRY -> new Poetry();
      case TWINE -> new Twine();
      case NPM, PNPM -> new Npm();
      case YARN -> new Yarn();
      case YARN_BERRY -> new YarnBerry();
      case MAVEN -> new Maven();
      case GRADLE -> new Gradle();
      case SBT -> new Sbt();
      case NUGET -> new Nuget();
      case CARGO -> new Cargo();
      case BUNDLER -> new Bundler();
      case SWIFT -> new Swift();
    };
  }
}
