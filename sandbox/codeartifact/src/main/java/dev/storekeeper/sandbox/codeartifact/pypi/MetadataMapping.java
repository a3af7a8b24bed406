package dev.storekeeper.sandbox.codeartifact.pypi;

import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata.Dependency;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds what CodeArtifact shows of a version among the fields of Python's core metadata. */
final class MetadataMapping {
  /** Labels after normalisation, as the packaging specification "Well-known project URLs" lists. */
  private static final List<String> HOME_LABELS = List.of("homepage");

  private static final List<String> SOURCE_LABELS =
      List.of("source", "repository", "sourcecode", "github", "code");

  private MetadataMapping() {}

  /** What an artifact says of its version; texts stay as their author wrote them. */
  static VersionMetadata toVersionMetadata(CoreMetadata metadata) {
    Map<String, String> urls = projectUrls(metadata);
    String home = metadata.line("Home-page");
    return new VersionMetadata(
        metadata.line("Name"),
        metadata.line("Summary"),
        isWebAddress(home) ? home : labelled(urls, HOME_LABELS),
        labelled(urls, SOURCE_LABELS),
        Licenses.of(metadata),
        dependencies(metadata),
        metadata.description());
  }

  private static Map<String, String> projectUrls(CoreMetadata metadata) {
    Map<String, String> urls = new LinkedHashMap<>();
    for (String entry : metadata.all("Project-URL")) {
      int comma = entry.indexOf(',');
      if (comma > 0) {
        String label = entry.substring(0, comma).replaceAll("[\\p{Punct}\\s]", "");
        String url = entry.substring(comma + 1).strip();
        if (isWebAddress(url)) {
          urls.putIfAbsent(label.toLowerCase(Locale.ROOT), url);
        }
      }
    }
    return urls;
  }

  private static String labelled(Map<String, String> urls, List<String> labels) {
    return labels.stream()
        .map(label -> urls.getOrDefault(label, ""))
        .filter(url -> !url.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Whether a text may be offered as a link; {@code javascript:} and its like may not. */
  private static boolean isWebAddress(String text) {
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      return (scheme.equals("https") || scheme.equals("http")) && uri.getHost() != null;
    } catch (URISyntaxException notAddress) {
      return false;
    }
  }

  private static List<Dependency> dependencies(CoreMetadata metadata) {
    return metadata.all("Requires-Dist").stream()
        .map(Requirement::parse)
        .map(requirement ->
            new Dependency(requirement.project().normalized(), "Requires-Dist", requirement.text()))
        .toList();
  }
}
