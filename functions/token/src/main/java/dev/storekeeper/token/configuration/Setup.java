package dev.storekeeper.token.configuration;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What configures a tool.
 *
 * @param file a file, where the tool needs one
 * @param environment variables by name; in their values {@link #SECRET} stands for the token
 */
public record Setup(Optional<File> file, SortedMap<String, String> environment) {
  /** Stands for the token in values of variables, and in files of tools that read no variable. */
  public static final String SECRET = "<access_token>";

  /** The variable that files refer to. */
  public static final String VARIABLE = "CODEARTIFACT_AUTH_TOKEN";

  public Setup {
    environment = new TreeMap<>(environment);
  }

  /**
   * A file of a tool, for its owner alone.
   *
   * @param path where the tool looks for it, as in {@code ~/.npmrc}
   * @param content its content
   */
  public record File(String path, String content) {}

  /** A file that refers to {@link #VARIABLE}, and that variable. */
  static Setup referring(String path, String content) {
    return new Setup(Optional.of(new File(path, content)), new TreeMap<>(Map.of(VARIABLE, SECRET)));
  }

  /** Variables only. */
  static Setup variables(Map<String, String> environment) {
    return new Setup(Optional.empty(), new TreeMap<>(environment));
  }
}
