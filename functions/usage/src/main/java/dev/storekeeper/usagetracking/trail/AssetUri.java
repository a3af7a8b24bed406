package dev.storekeeper.usagetracking.trail;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a package manager's request, as far as it tells an asset from metadata. In doubt it
 * is an asset: a read too many keeps a version, a read too few deletes it.
 */
final class AssetUri {
  private static final Pattern CHECKSUM = Pattern.compile(".*\\.(sha1|md5|sha256|sha512)");
  private static final Pattern BUILD = Pattern.compile("-(\\d{8}\\.\\d{6}-\\d+)(?=[-.])");
  private static final String SNAPSHOT = "-SNAPSHOT";

  private final String format;
  private final List<String> segments;

  private AssetUri(String format, List<String> segments) {
    this.format = format;
    this.segments = segments;
  }

  /** The path of a URI, whose query is left alone. */
  static AssetUri of(String format, String uri) {
    int end = uri.indexOf('?');
    String path = end < 0 ? uri : uri.substring(0, end);
    return new AssetUri(format, Arrays.stream(path.split("/", -1)).map(AssetUri::decoded).toList());
  }

  /** Whether it names an asset of the package version that the record names, if it names one. */
  boolean namesAsset(String packageName, String version) {
    return switch (format) {
      case "pypi" -> isFile(packageName, version) && !isSimplePage();
      case "npm" -> file().endsWith(".tgz");
      case "maven" ->
          isFile(packageName, version)
              && !file().startsWith("maven-metadata.xml")
              && !CHECKSUM.matcher(file()).matches();
      case "nuget" -> lower().endsWith(".nupkg") || lower().endsWith(".snupkg");
      case "cargo" -> file().equals("download") || lower().endsWith(".crate");
      case "ruby" -> lower().endsWith(".gem");
      default -> isFile(packageName, version);
    };
  }

  /** The versions that the path names, as far as it does; none if it names none. */
  Set<String> versions(String packageName) {
    Set<String> versions = new LinkedHashSet<>();
    switch (format) {
      case "pypi" -> {
        int simple = segments.indexOf("simple");
        if (simple >= 0 && segments.size() == simple + 4) {
          versions.add(segments.get(simple + 2));
        }
      }
      case "npm" -> between(versions, packageName + "-", ".tgz");
      case "ruby" -> between(versions, packageName + "-", ".gem");
      case "swift" -> between(versions, "", ".zip");
      case "maven" -> {
        String folder = beforeFile();
        versions.add(folder);
        if (folder.endsWith(SNAPSHOT)) {
          build(folder).ifPresent(versions::add);
        }
      }
      case "nuget", "cargo" -> versions.add(beforeFile());
      default -> {}
    }
    versions.remove("");
    return versions;
  }

  /** The timestamped version of a Maven snapshot's file. */
  private Optional<String> build(String snapshot) {
    Matcher build = BUILD.matcher(file());
    String base = snapshot.substring(0, snapshot.length() - SNAPSHOT.length());
    return build.find() ? Optional.of(base + "-" + build.group(1)) : Optional.empty();
  }

  private void between(Set<String> versions, String start, String end) {
    String file = file();
    if (file.startsWith(start)
        && file.endsWith(end)
        && file.length() > start.length() + end.length()) {
      versions.add(file.substring(start.length(), file.length() - end.length()));
    }
  }

  /** The page of a project, or of all: {@code simple/}, {@code simple/project}. */
  private boolean isSimplePage() {
    int simple = segments.indexOf("simple");
    return simple >= 0 && segments.size() <= simple + 2;
  }

  private boolean isFile(String packageName, String version) {
    return file().contains(".") && !file().equals(version) && !file().equals(packageName);
  }

  private String file() {
    return segments.getLast();
  }

  private String beforeFile() {
    return segments.size() < 2 ? "" : segments.get(segments.size() - 2);
  }

  private String lower() {
    return file().toLowerCase(Locale.ROOT);
  }

  /** Percent-decoded; what is no valid escape stays as it is. */
  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment;
    }
  }
}
