package dev.storekeeper.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A policy file (YAML 1.2) being read strictly: every problem is collected with its line, and
 * {@link #finish} throws all of them. Fields that nobody asked for are problems too. Not
 * thread-safe.
 */
public final class PolicyFile {
  /** The longest file, in characters. */
  static final int MAX_CHARACTERS = 262_144;

  private final Problems problems;
  private final List<PolicyMap> maps = new ArrayList<>();
  private final PolicyMap root;

  private PolicyFile(String name, String text, Function<String, Optional<String>> variables) {
    this.problems = new Problems(name);
    this.root = new PolicyMap(this, YamlDocument.read(name, text, variables, problems), "");
  }

  /**
   * Reads a file in which nothing is substituted but defaults.
   *
   * @throws PolicyException if it is no YAML or uses what policies may not use
   * @throws UncheckedIOException if it cannot be read
   */
  public static PolicyFile read(Path file) {
    return read(file, name -> Optional.empty());
  }

  /**
   * Reads a file.
   *
   * @param variables the values for {@code ${NAME}}; a blank one counts as missing
   * @throws PolicyException if it is no YAML or uses what policies may not use
   * @throws UncheckedIOException if it cannot be read
   */
  public static PolicyFile read(Path file, Function<String, Optional<String>> variables) {
    String name = String.valueOf(file.getFileName());
    try {
      if (Files.size(file) > MAX_CHARACTERS) {
        throw refused(name, "more than " + MAX_CHARACTERS + " bytes", "a smaller file");
      }
      return new PolicyFile(name, Files.readString(file), variables);
    } catch (CharacterCodingException e) {
      throw refused(name, "bytes that are no " + StandardCharsets.UTF_8, "text in UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException("the policy " + file + " cannot be read", e);
    }
  }

  /** The same for a text; the name appears in problems. */
  public static PolicyFile of(String name, String text) {
    return of(name, text, variable -> Optional.empty());
  }

  /** The same for a text with variables. */
  public static PolicyFile of(
      String name, String text, Function<String, Optional<String>> variables) {
    return new PolicyFile(name, text, variables);
  }

  /** Whether nothing is wrong so far. */
  public boolean isGood() {
    return problems.isEmpty();
  }

  /** The document's root. */
  public PolicyMap root() {
    return root;
  }

  /**
   * Ends the reading.
   *
   * @throws PolicyException with every problem, unknown fields included
   */
  public void finish() {
    maps.forEach(PolicyMap::reportUnknownFields);
    problems.throwIfAny();
  }

  Problems problems() {
    return problems;
  }

  void register(PolicyMap map) {
    maps.add(map);
  }

  private static PolicyException refused(String name, String found, String expected) {
    return new PolicyException(List.of(new Problem(name, 1, 1, "", found, expected)));
  }
}
