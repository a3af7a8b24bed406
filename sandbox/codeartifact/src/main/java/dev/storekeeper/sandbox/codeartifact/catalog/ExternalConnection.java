package dev.storekeeper.sandbox.codeartifact.catalog;

import java.util.Arrays;
import java.util.Optional;

/** The public repositories that CodeArtifact knows. Those whose address is set are asked. */
public enum ExternalConnection {
  NPMJS("public:npmjs", "npm"),
  PYPI("public:pypi", "pypi"),
  MAVEN_CENTRAL("public:maven-central", "maven"),
  MAVEN_GOOGLE_ANDROID("public:maven-googleandroid", "maven"),
  MAVEN_GRADLE_PLUGINS("public:maven-gradleplugins", "maven"),
  MAVEN_COMMONSWARE("public:maven-commonsware", "maven"),
  MAVEN_CLOJARS("public:maven-clojars", "maven"),
  NUGET_ORG("public:nuget-org", "nuget"),
  RUBY_GEMS_ORG("public:ruby-gems-org", "ruby"),
  CRATES_IO("public:crates-io", "cargo");

  private final String connectionName;
  private final String format;

  ExternalConnection(String connectionName, String format) {
    this.connectionName = connectionName;
    this.format = format;
  }

  /** The name in the API, for example {@code public:pypi}. */
  public String connectionName() {
    return connectionName;
  }

  /** The format of its packages. */
  public String format() {
    return format;
  }

  /** The connection of a name, if there is one. */
  public static Optional<ExternalConnection> named(String name) {
    return Arrays.stream(values())
        .filter(connection -> connection.connectionName.equals(name))
        .findFirst();
  }
}
