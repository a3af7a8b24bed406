package dev.storekeeper.sandbox.codeartifact.control;

import dev.storekeeper.sandbox.codeartifact.VersionStatus;
import dev.storekeeper.sandbox.codeartifact.catalog.Origin;
import dev.storekeeper.sandbox.codeartifact.catalog.Page;
import dev.storekeeper.sandbox.codeartifact.catalog.Paging;
import dev.storekeeper.sandbox.codeartifact.catalog.Version;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package's versions as ListPackageVersions filters, sorts and pages them. A page goes on after
 * the time, order number and name of the last version shown, so changes in between shift nothing.
 */
record VersionList(List<Version> versions) {
  private static final int DEFAULT_PAGE = 50;
  private static final Pattern PLACE = Pattern.compile("([^@]+)@(\\d{1,18})@(.+)");

  /** The newest published version. */
  Optional<String> defaultDisplayVersion() {
    return versions.stream()
        .filter(version -> version.status() == VersionStatus.PUBLISHED)
        .min(Version.NEWEST_FIRST)
        .map(Version::name);
  }

  Page<Version> page(ApiRequest request) {
    Paging paging = PageTokens.paging(request, DEFAULT_PAGE);
    Comparator<Version> order =
        request.optional("sortBy").isPresent()
            ? Version.NEWEST_FIRST
            : Comparator.comparing(Version::name);
    Predicate<Version> unseen =
        paging.after().isEmpty()
            ? version -> true
            : version -> order.compare(version, at(paging.after())) > 0;
    List<Version> found =
        versions.stream()
            .filter(filter(request))
            .filter(unseen)
            .sorted(order)
            .limit(paging.limit() + 1L)
            .toList();
    boolean more = found.size() > paging.limit();
    List<Version> shown = more ? found.subList(0, paging.limit()) : found;
    return new Page<>(shown, more ? Optional.of(place(shown.getLast())) : Optional.empty());
  }

  private static String place(Version version) {
    return version.published() + "@" + version.order() + "@" + version.name();
  }

  private static Version at(String place) {
    Matcher matcher = PLACE.matcher(place);
    if (!matcher.matches()) {
      throw Constraint.violation("next-token", "found a damaged token", "an unchanged one");
    }
    return new Version(
        matcher.group(3),
        VersionStatus.PUBLISHED,
        "",
        Instant.parse(matcher.group(1)),
        Long.parseLong(matcher.group(2)),
        new Origin.Internal(""));
  }

  private static Predicate<Version> filter(ApiRequest request) {
    Optional<String> status = request.optional("status");
    Optional<String> origin = request.optional("originType");
    return version ->
        status.map(version.status().wireName()::equals).orElse(true)
            && origin.map(version.origin().type()::equals).orElse(true);
  }
}
