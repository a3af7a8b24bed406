package dev.storekeeper.sandbox.codeartifact.upstream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The package index that the user's own pip is set to (pip documentation, "Configuration"). There
 * is no default: a pip that is set to none gives none.
 */
public final class PipUpstream {
  private static final Path SYSTEM_FILE = Path.of("/etc/pip.conf");
  private static final String SECTION = "global";
  private static final String KEY = "index-url";

  private PipUpstream() {}

  /**
   * The index: from {@code PIP_INDEX_URL}, else from the file that {@code PIP_CONFIG_FILE} names,
   * else from the user's files, else from the system's. It may hold a user name and password.
   *
   * @param environment the environment variables
   * @param home the user's home folder
   * @throws IllegalArgumentException if an address is set that cannot be read as one
   * @throws UncheckedIOException if a configuration file cannot be read
   */
  public static Optional<URI> find(Map<String, String> environment, Path home) {
    return find(environment, home, SYSTEM_FILE);
  }

  static Optional<URI> find(Map<String, String> environment, Path home, Path systemFile) {
    String set = environment.getOrDefault("PIP_INDEX_URL", "").strip();
    if (!set.isEmpty()) {
      return Optional.of(uri(set));
    }
    return files(environment, home, systemFile).stream()
        .flatMap(file -> indexUrl(file).stream())
        .findFirst()
        .map(PipUpstream::uri);
  }

  /** The files, the strongest first. A named file that is no regular one stands for no files. */
  private static List<Path> files(Map<String, String> environment, Path home, Path systemFile) {
    String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path configuration = xdg.isEmpty() ? home.resolve(".config") : Path.of(xdg);
    List<Path> usual =
        List.of(
            configuration.resolve("pip").resolve("pip.conf"),
            home.resolve(".pip").resolve("pip.conf"),
            systemFile);
    String named = environment.getOrDefault("PIP_CONFIG_FILE", "");
    if (named.isEmpty()) {
      return usual;
    }
    Path file = Path.of(named);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      return List.of();
    }
    return List.of(file, usual.get(0), usual.get(1), usual.get(2));
  }

  private static Optional<String> indexUrl(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Optional<String> found = Optional.empty();
    String section = "";
    for (String line : lines(file)) {
      String text = line.strip();
      if (text.startsWith("[") && text.endsWith("]")) {
        section = text.substring(1, text.length() - 1).strip();
      } else if (section.equals(SECTION) && isIndexUrl(line)) {
        found = Optional.of(value(text)).filter(value -> !value.isEmpty());
      }
    }
    return found;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("pip's configuration " + file + " cannot be read", e);
    }
  }

  /** Whether a line sets the key, which pip takes in several spellings. */
  private static boolean isIndexUrl(String line) {
    if (line.isBlank() || Character.isWhitespace(line.charAt(0))) {
      return false;
    }
    int separator = separator(line);
    String key = separator < 0 ? "" : line.substring(0, separator).strip();
    return key.toLowerCase(Locale.ROOT).replace('_', '-').equals(KEY);
  }

  private static String value(String line) {
    return line.substring(separator(line) + 1).strip();
  }

  private static int separator(String line) {
    int equals = line.indexOf('=');
    int colon = line.indexOf(':');
    return equals >= 0 && (colon < 0 || equals < colon) ? equals : colon;
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("The index-url that pip is set to cannot be read");
    }
  }
}
