package dev.storekeeper.codeartifact.version;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of Maven's {@code ComparableVersion} (3.8 and 3.9), except where that contradicts
 * itself: see {@link MavenKey}. A timestamped build of a SNAPSHOT is ordered as the SNAPSHOT, among
 * its builds by time and build number; the SNAPSHOT itself, which stands for the newest build, is
 * last of them.
 */
final class MavenOrder implements VersionOrder {
  private static final Set<String> PRERELEASES =
      Set.of("alpha", "beta", "milestone", "rc", "snapshot");

  /** As in Maven's {@code Artifact.VERSION_FILE_PATTERN}. */
  private static final Pattern BUILD =
      Pattern.compile("(?<base>.+)-(?<day>[0-9]{8})\\.(?<time>[0-9]{6})-(?<number>[0-9]+)");

  private static final int BUILT = 0;
  private static final int NEWEST = 1;

  @Override
  public Optional<Version> parse(String text) {
    if (!Texts.readable(text)) {
      return Optional.empty();
    }
    Matcher build = BUILD.matcher(text);
    boolean built = build.matches();
    MavenTree tree = MavenTree.read(built ? build.group("base") + "-SNAPSHOT" : text);
    List<Part> parts = MavenKey.parts(tree);
    if (built) {
      parts.add(Part.number(BUILT, build.group("day") + build.group("time")));
      parts.add(Part.number(BUILT, build.group("number")));
    } else {
      parts.add(Part.mark(NEWEST));
    }
    MavenLine line = MavenLine.of(tree);
    return Optional.of(
        new ParsedVersion(
            "maven",
            text,
            new OrderKey(parts),
            prerelease(tree),
            line.major(),
            line.minor(),
            tree.canonical()));
  }

  private static boolean prerelease(MavenTree tree) {
    return tree.lists().stream()
        .flatMap(List::stream)
        .anyMatch(item -> PRERELEASES.contains(item.text()));
  }
}
