package dev.storekeeper.sandbox.codeartifact.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.sandbox.codeartifact.CodeArtifactSettings;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.VersionStatus;
import dev.storekeeper.sandbox.codeartifact.catalog.Publications.NewVersion;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetName;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageId;
import dev.storekeeper.sandbox.codeartifact.protocol.StagedAsset;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published at once is kept as if it had been published one after the other. */
final class PublishAllTest {
  private static final DomainId DOMAIN = new DomainId("111111111111", "acme");
  private static final RepositoryId SINGLY = new RepositoryId(DOMAIN, "singly");
  private static final RepositoryId AT_ONCE = new RepositoryId(DOMAIN, "at-once");

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2024-03-01T00:00:00Z"));
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
  private Catalog catalog;

  @BeforeEach
  void open(@TempDir Path state) throws IOException {
    catalog =
        Catalog.open(
            new CodeArtifactSettings(state, "eu-west-1", URI.create("http://127.0.0.1:1")), clock);
    catalog.domains().create(DOMAIN, "key", Map.of());
    for (RepositoryId repository : List.of(SINGLY, AT_ONCE)) {
      catalog.repositories().create(repository, DOMAIN.owner(), "", List.of(), Map.of());
    }
  }

  @AfterEach
  void close() throws IOException {
    catalog.close();
  }

  @Test
  void theRowsAreThoseOfPublishingOneAfterTheOther() throws IOException {
    List<NewVersion> versions = new ArrayList<>();
    for (String name : List.of("gadget", "widget")) {
      for (int i = 0; i < 12; i++) {
        NewVersion each = version(AT_ONCE, name, "1." + i, "bytes " + i % 3);
        versions.add(each);
        catalog
            .publications()
            .publish(
                key(SINGLY, name),
                each.version(),
                each.asset(),
                stage("bytes " + i % 3),
                each.metadata(),
                VersionStatus.PUBLISHED);
        now.updateAndGet(time -> time.plus(Duration.ofDays(1)));
      }
    }

    long bytes = catalog.domains().require(DOMAIN).assetBytes();
    int events = catalog.outbox().size();
    catalog.publications().publishAll(versions);

    assertThat(rows(AT_ONCE)).hasSize(24).isEqualTo(rows(SINGLY));
    assertThat(catalog.domains().require(DOMAIN).assetBytes()).isEqualTo(bytes);
    assertThat(catalog.outbox().size()).isEqualTo(events);
  }

  @Test
  void aVersionThatIsThereLetsNothingIn() throws IOException {
    catalog.publications().publishAll(List.of(version(AT_ONCE, "widget", "1.0", "bytes")));

    assertThatThrownBy(() ->
            catalog
                .publications()
                .publishAll(
                    List.of(
                        version(AT_ONCE, "widget", "2.0", "bytes"),
                        version(AT_ONCE, "widget", "1.0", "bytes"))))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("exists already");

    assertThat(rows(AT_ONCE)).hasSize(1);
  }

  private NewVersion version(RepositoryId repository, String name, String version, String content)
      throws IOException {
    VersionMetadata metadata = new VersionMetadata(name, version, "", "", List.of(), List.of(), "");
    return new NewVersion(
        key(repository, name),
        version,
        clock.instant(),
        new AssetName(name + "-" + version + ".tar.gz", Map.of("v", version)),
        stage(content),
        metadata);
  }

  private StagedAsset stage(String content) throws IOException {
    return catalog
        .files()
        .stage(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
  }

  private static PackageKey key(RepositoryId repository, String name) {
    return new PackageKey(repository, new PackageId("pypi", "", name));
  }

  /** All that is kept, without what is random (revisions) or names the repository. */
  private List<String> rows(RepositoryId repository) {
    List<String> rows = new ArrayList<>();
    for (var summary :
        catalog.packages().list(repository, _ -> true, new Paging("", 100)).items()) {
      PackageKey key = new PackageKey(repository, summary.id());
      for (Version version : catalog.packages().versions(key)) {
        assertThat(version.origin()).isEqualTo(new Origin.Internal(repository.name()));
        assertThat(version.revision()).isNotEmpty();
        rows.add(
            summary
                + " "
                + version.name()
                + version.status()
                + version.published()
                + version.order()
                + catalog.packages().version(key, version.name()).metadata()
                + catalog.packages().assets(key, version.name(), new Paging("", 10)).items());
      }
    }
    return rows;
  }
}
