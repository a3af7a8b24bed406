package dev.storekeeper.codeartifact.version;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What follows the release segment of a PEP 440 version, normalised.
 *
 * @param phase {@code a}, {@code b} or {@code rc}
 * @param phaseNumber the number of the phase; {@code 0} if there is none
 * @param local the segments of the local version label
 */
record Pep440Suffix(
    Optional<String> phase,
    String phaseNumber,
    Optional<String> post,
    Optional<String> dev,
    List<String> local) {

  boolean prerelease() {
    return phase.isPresent() || dev.isPresent();
  }

  /**
   * Appends the order of the suffix: a development release of nothing is before {@code a}, then
   * {@code b}, {@code rc} and no phase; no post-release is before one, a development release before
   * none; local labels follow, of which words are before numbers.
   */
  void addTo(List<Part> parts) {
    parts.add(
        switch (phase.orElse("")) {
          case "a" -> Part.number(1, phaseNumber);
          case "b" -> Part.number(2, phaseNumber);
          case "rc" -> Part.number(3, phaseNumber);
          default -> Part.mark(post.isEmpty() && dev.isPresent() ? 0 : 4);
        });
    parts.add(post.map(number -> Part.number(1, number)).orElse(Part.mark(0)));
    parts.add(dev.map(number -> Part.number(0, number)).orElse(Part.mark(1)));
    local.forEach(
        segment -> parts.add(numeric(segment) ? Part.number(2, segment) : Part.word(1, segment)));
    parts.add(Part.mark(0));
  }

  String canonical() {
    return phase.map(name -> name + phaseNumber).orElse("")
        + post.map(number -> ".post" + number).orElse("")
        + dev.map(number -> ".dev" + number).orElse("")
        + (local.isEmpty() ? "" : "+" + localLabel());
  }

  private String localLabel() {
    return local.stream()
        .map(segment -> numeric(segment) ? Digits.canonical(segment) : segment)
        .collect(Collectors.joining("."));
  }

  private static boolean numeric(String segment) {
    return segment.chars().allMatch(c -> Digits.is((char) c));
  }
}
