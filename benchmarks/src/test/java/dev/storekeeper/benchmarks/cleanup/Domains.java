package dev.storekeeper.benchmarks.cleanup;

import dev.storekeeper.sandbox.codeartifact.CodeArtifactSettings;
import dev.storekeeper.sandbox.codeartifact.catalog.Catalog;
import dev.storekeeper.sandbox.codeartifact.catalog.DomainId;
import dev.storekeeper.sandbox.codeartifact.catalog.PackageKey;
import dev.storekeeper.sandbox.codeartifact.catalog.Publications.NewVersion;
import dev.storekeeper.sandbox.codeartifact.catalog.RepositoryId;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetName;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageId;
import dev.storekeeper.sandbox.codeartifact.protocol.StagedAsset;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Fills a state folder of the CodeArtifact server. The versions of a package are spread over three
 * years, the later the higher; one of twenty is a prerelease. None of them is within half a day of
 * the age that the policy asks for, so that scans on one day agree.
 */
final class Domains {
  static final String REGION = "eu-west-1";
  static final String OWNER = "111122223333";
  private static final int DAYS = 3 * 365;
  private static final int PRERELEASE_EVERY = 20;
  private static final Duration HALF_A_DAY = Duration.ofHours(12);

  private final Parameters parameters;
  private final Instant today;

  Domains(Parameters parameters, Clock clock) {
    this.parameters = parameters;
    this.today = clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** Fills domains with so many repositories each. */
  void fill(Path state, Map<String, Integer> repositories) throws IOException {
    CodeArtifactSettings settings =
        new CodeArtifactSettings(state, REGION, URI.create("http://127.0.0.1:1"));
    try (Catalog catalog = Catalog.open(settings, Clock.systemUTC());
        StagedAsset content = catalog.files().stage(new ByteArrayInputStream(new byte[1000]))) {
      for (Map.Entry<String, Integer> each : repositories.entrySet()) {
        DomainId domain = new DomainId(OWNER, each.getKey());
        Random random = new Random(parameters.seed());
        catalog.domains().create(domain, "key", Map.of());
        for (int i = 0; i < each.getValue(); i++) {
          RepositoryId repository = new RepositoryId(domain, name(i));
          catalog
              .repositories()
              .create(repository, OWNER, "", List.of(), Map.of("team", "team-" + i % 7));
          catalog.publications().publishAll(versions(repository, content, random));
        }
      }
    }
  }

  /** The name of the repository of a number. */
  static String name(int number) {
    return "repository-%04d".formatted(number);
  }

  private List<NewVersion> versions(RepositoryId repository, StagedAsset content, Random random) {
    List<NewVersion> versions = new ArrayList<>();
    for (int i = 0; i < parameters.packages(); i++) {
      String name = "package-" + i;
      PackageKey key = new PackageKey(repository, new PackageId("pypi", "", name));
      List<Integer> ages =
          random
              .ints(parameters.versions(), 0, DAYS)
              .boxed()
              .sorted(Comparator.reverseOrder())
              .toList();
      for (int n = 0; n < parameters.versions(); n++) {
        String version = "1." + n + (random.nextInt(PRERELEASE_EVERY) == 0 ? ".0rc1" : ".0");
        versions.add(
            new NewVersion(
                key,
                version,
                today.minus(Duration.ofDays(ages.get(n))).minus(HALF_A_DAY),
                new AssetName(name.replace('-', '_') + "-" + version + ".tar.gz", Map.of()),
                content,
                VersionMetadata.NONE));
      }
    }
    return versions;
  }
}
