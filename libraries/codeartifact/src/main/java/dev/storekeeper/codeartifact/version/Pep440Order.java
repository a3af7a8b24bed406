package dev.storekeeper.codeartifact.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order of PyPI packages: PEP 440, with its normalisation (appendix B has the syntax). */
final class Pep440Order implements VersionOrder {
  private static final Pattern SYNTAX =
      Pattern.compile(
          """
          v?(?:(?<epoch>[0-9]+)!)?(?<release>[0-9]+(?:\\.[0-9]+)*)\
          (?:[-_.]?(?<pre>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<preNumber>[0-9]+)?)?\
          (?<post>-(?<implicitPost>[0-9]+)|[-_.]?(?:post|rev|r)[-_.]?(?<postNumber>[0-9]+)?)?\
          (?<dev>[-_.]?dev[-_.]?(?<devNumber>[0-9]+)?)?\
          (?:\\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?\
          """);

  @Override
  public Optional<Version> parse(String text) {
    if (!Texts.readable(text)) {
      return Optional.empty();
    }
    Matcher matcher = SYNTAX.matcher(text.toLowerCase(Locale.ROOT));
    return matcher.matches() ? Optional.of(version(text, matcher)) : Optional.empty();
  }

  private static Version version(String text, Matcher matcher) {
    String epoch = number(matcher, "epoch").orElse("0");
    List<String> release =
        new ArrayList<>(
            List.of(matcher.group("release").split("\\.")).stream()
                .map(Digits::canonical)
                .toList());
    while (release.size() > 1 && release.getLast().equals("0")) {
      release.removeLast();
    }
    Pep440Suffix suffix =
        new Pep440Suffix(
            Optional.ofNullable(matcher.group("pre")).map(Pep440Order::phase),
            number(matcher, "preNumber").orElse("0"),
            Optional.ofNullable(matcher.group("post"))
                .map(post ->
                    number(matcher, "implicitPost")
                        .or(() -> number(matcher, "postNumber"))
                        .orElse("0")),
            Optional.ofNullable(matcher.group("dev"))
                .map(dev -> number(matcher, "devNumber").orElse("0")),
            Optional.ofNullable(matcher.group("local"))
                .map(local -> List.of(local.split("[-_.]")))
                .orElse(List.of()));
    String prefix = epoch.equals("0") ? "" : epoch + "!";
    String major = prefix + release.getFirst();
    return new ParsedVersion(
        "pypi",
        text,
        key(epoch, release, suffix),
        suffix.prerelease(),
        major,
        major + "." + (release.size() > 1 ? release.get(1) : "0"),
        prefix + String.join(".", release) + suffix.canonical());
  }

  private static OrderKey key(String epoch, List<String> release, Pep440Suffix suffix) {
    List<Part> parts = new ArrayList<>();
    parts.add(Part.number(0, epoch));
    release.forEach(number -> parts.add(Part.number(1, number)));
    parts.add(Part.mark(0));
    suffix.addTo(parts);
    return new OrderKey(parts);
  }

  private static String phase(String written) {
    return switch (written) {
      case "a", "alpha" -> "a";
      case "b", "beta" -> "b";
      default -> "rc";
    };
  }

  private static Optional<String> number(Matcher matcher, String group) {
    return Optional.ofNullable(matcher.group(group)).map(Digits::canonical);
  }
}
