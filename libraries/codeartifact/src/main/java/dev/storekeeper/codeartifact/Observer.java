package dev.storekeeper.codeartifact;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;
import software.amazon.awssdk.services.codeartifact.model.DescribePackageVersionResponse;
import software.amazon.awssdk.services.codeartifact.model.LicenseInfo;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionDescription;
import software.amazon.awssdk.services.codeartifact.model.PackageVersionOrigin;

/**
 * Asks CodeArtifact with {@code DescribePackageVersion} and {@code ListPackageVersionAssets}.
 * Retries of throttled calls are the client's: give it the SDK's standard retry mode. Thread-safe.
 */
public final class Observer implements VersionObserver {
  static final int MAX_ASSETS = 500;
  static final int MAX_LICENSES = 20;
  static final int MAX_TEXT = 2000;

  private final CodeartifactClient client;
  private final Clock clock;

  /** An observer that asks through a client. */
  public Observer(CodeartifactClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  @Override
  public Observation observe(PackageVersion version) {
    Instant time = clock.instant();
    Answer<DescribePackageVersionResponse> description =
        Answer.of("DescribePackageVersion", () -> describe(version));
    if (description.notFound()) {
      return Observation.failed(time, description.problem().orElseThrow());
    }
    AssetList assets = AssetList.read(client, version);
    List<String> problems =
        Stream.of(description.problem(), assets.problem()).flatMap(Optional::stream).toList();
    if (description.value().isEmpty() && assets.assets().isEmpty() && problems.size() == 2) {
      return Observation.failed(time, String.join("; ", problems));
    }
    PackageVersionDescription described =
        description
            .value()
            .map(DescribePackageVersionResponse::packageVersion)
            .orElseGet(() -> PackageVersionDescription.builder().build());
    return new Observation(
        time,
        problems.isEmpty() ? Observation.Outcome.COMPLETE : Observation.Outcome.PARTIAL,
        problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems)),
        origin(Optional.ofNullable(described.origin())),
        described.licenses().stream().limit(MAX_LICENSES).map(Observer::license).toList(),
        assets.assets(),
        text(Optional.ofNullable(described.displayName())),
        text(Optional.ofNullable(described.summary())),
        Optional.ofNullable(described.publishedTime()));
  }

  private DescribePackageVersionResponse describe(PackageVersion version) {
    PackageCoordinates coordinates = version.coordinates();
    return client.describePackageVersion(request ->
        request
            .domain(coordinates.domain())
            .domainOwner(coordinates.domainOwner())
            .repository(coordinates.repository())
            .format(coordinates.format())
            .namespace(coordinates.namespace().isEmpty() ? null : coordinates.namespace())
            .packageValue(coordinates.name())
            .packageVersion(version.version()));
  }

  private static OriginType origin(Optional<PackageVersionOrigin> origin) {
    return switch (origin.map(PackageVersionOrigin::originTypeAsString).orElse("")) {
      case "INTERNAL" -> OriginType.INTERNAL;
      case "EXTERNAL" -> OriginType.EXTERNAL;
      default -> OriginType.UNKNOWN;
    };
  }

  private static License license(LicenseInfo license) {
    return new License(
        text(Optional.ofNullable(license.name())), text(Optional.ofNullable(license.url())));
  }

  private static Optional<String> text(Optional<String> value) {
    return value.filter(text -> !text.isEmpty()).map(Observer::bounded);
  }

  private static String bounded(String text) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1));
    return text.substring(0, splitsPair ? MAX_TEXT - 1 : MAX_TEXT);
  }
}
