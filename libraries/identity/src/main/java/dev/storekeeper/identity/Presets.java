package dev.storekeeper.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The kinds of CI that are known. */
public final class Presets {
  /** The preset of which nothing is known but what every ID token has. */
  static final String GENERIC = "generic";

  private static final List<String> NAMES =
      List.of(
          "aws",
          "azure-devops",
          "bitbucket-pipelines",
          "buildkite",
          "circleci",
          GENERIC,
          "github-actions",
          "gitlab",
          "google",
          "jenkins",
          "kubernetes");

  private Presets() {}

  /** The names of all presets, sorted. */
  public static List<String> names() {
    return NAMES;
  }

  /** The preset of a name. */
  public static Optional<Preset> find(String name) {
    return NAMES.contains(name)
        ? Optional.of(PresetReader.read(name, resource("presets/" + name + ".yaml")))
        : Optional.empty();
  }

  private static String resource(String path) {
    try (InputStream in = Presets.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + path + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the resource " + path + " cannot be read", e);
    }
  }
}
