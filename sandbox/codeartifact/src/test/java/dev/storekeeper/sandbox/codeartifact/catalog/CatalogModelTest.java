package dev.storekeeper.sandbox.codeartifact.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.codeartifact.CodeArtifactSettings;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.VersionStatus;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetName;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageId;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageView;
import dev.storekeeper.sandbox.codeartifact.protocol.StagedAsset;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random changes against the catalog and a model of maps; both must agree after each. */
final class CatalogModelTest {
  private static final int STEPS = 250;
  private static final DomainId DOMAIN = new DomainId("111111111111", "acme");
  private static final PackageKey KEY =
      new PackageKey(new RepositoryId(DOMAIN, "releases"), new PackageId("generic", "ns", "p"));
  private static final VersionMetadata METADATA =
      new VersionMetadata("", "", "", "", List.of(), List.of(), "");
  private static final List<VersionStatus> TARGETS =
      List.of(
          VersionStatus.PUBLISHED,
          VersionStatus.UNLISTED,
          VersionStatus.ARCHIVED,
          VersionStatus.DISPOSED,
          VersionStatus.DELETED);

  @TempDir Path state;

  /** A version as the model knows it. */
  private static final class Model {
    private VersionStatus status;
    private final Map<String, String> assets = new TreeMap<>();

    private Model(VersionStatus status) {
      this.status = status;
    }

    @Override
    public String toString() {
      return status + " " + assets;
    }
  }

  private final Map<String, Model> model = new TreeMap<>();
  private boolean exists;
  private long changes;

  private Catalog open() throws IOException {
    return Catalog.open(
        new CodeArtifactSettings(state, "eu-west-1", URI.create("http://127.0.0.1:1")),
        Clock.systemUTC());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theCatalogAgreesWithTheModelAfterEveryChange(long seed) throws IOException {
    Random random = new Random(seed);
    Catalog catalog = open();
    try {
      catalog.domains().create(DOMAIN, "key", Map.of());
      catalog.repositories().create(KEY.repository(), DOMAIN.owner(), "", List.of(), Map.of());
      for (int step = 0; step < STEPS; step++) {
        change(catalog, random);
        check(catalog);
        if (random.nextInt(50) == 0) {
          catalog.close();
          catalog = open();
        }
      }
      checkEvents(catalog);
    } finally {
      catalog.close();
    }
  }

  private void change(Catalog catalog, Random random) throws IOException {
    int choice = random.nextInt(100);
    if (choice < 55) {
      publish(catalog, random);
    } else if (choice < 98) {
      changeStatus(catalog, random);
    } else {
      deletePackage(catalog);
    }
  }

  private void publish(Catalog catalog, Random random) throws IOException {
    String version = "1." + random.nextInt(6);
    String asset = "asset-" + random.nextInt(3);
    String content = "content " + random.nextInt(4);
    VersionStatus initial =
        random.nextBoolean() ? VersionStatus.PUBLISHED : VersionStatus.UNFINISHED;
    Model present = model.get(version);
    boolean closed =
        present != null
            && (present.status == VersionStatus.ARCHIVED
                || present.status == VersionStatus.DISPOSED);
    boolean conflict =
        closed || (present != null && !content.equals(present.assets.getOrDefault(asset, content)));

    boolean refused = !tryPublish(catalog, version, asset, content, initial);

    assertThat(refused).isEqualTo(conflict);
    if (!conflict) {
      exists = true;
      Model target = model.computeIfAbsent(version, name -> new Model(initial));
      changes += target.assets.put(asset, content) == null ? 1 : 0;
    }
  }

  private static boolean tryPublish(
      Catalog catalog, String version, String asset, String content, VersionStatus initial)
      throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    try (StagedAsset staged = catalog.files().stage(new ByteArrayInputStream(bytes))) {
      catalog
          .publications()
          .publish(KEY, version, new AssetName(asset, Map.of()), staged, METADATA, initial);
      return true;
    } catch (ServiceException refusal) {
      assertThat(refusal.status()).isEqualTo(409);
      return false;
    }
  }

  private void changeStatus(Catalog catalog, Random random) {
    List<String> versions =
        random.ints(1 + random.nextInt(3), 0, 7).distinct().mapToObj(i -> "1." + i).toList();
    VersionStatus target = TARGETS.get(random.nextInt(TARGETS.size()));
    Optional<VersionStatus> expected =
        random.nextInt(4) == 0 ? Optional.of(VersionStatus.PUBLISHED) : Optional.empty();
    if (!exists) {
      return;
    }

    BatchResult result =
        catalog.changes().change(KEY, new Batch(versions, Map.of(), expected), target);

    Map<String, String> wrong = new TreeMap<>();
    for (String version : versions) {
      wrong.put(version, problem(version, target, expected));
    }
    if (wrong.values().stream().allMatch(String::isEmpty)) {
      assertThat(result.successful()).containsOnlyKeys(versions);
      versions.forEach(version -> apply(version, target));
    } else {
      wrong.replaceAll((version, problem) -> problem.isEmpty() ? "SKIPPED" : problem);
      Map<String, String> found = new TreeMap<>();
      result.failed().forEach((version, failure) -> found.put(version, failure.code().name()));
      assertThat(found).isEqualTo(wrong);
    }
  }

  private String problem(String version, VersionStatus target, Optional<VersionStatus> expected) {
    Model present = model.get(version);
    if (present == null) {
      return "NOT_FOUND";
    }
    if (expected.isPresent() && expected.get() != present.status) {
      return "MISMATCHED_STATUS";
    }
    return present.status == VersionStatus.DISPOSED && target != VersionStatus.DELETED
        ? "NOT_ALLOWED"
        : "";
  }

  private void apply(String version, VersionStatus target) {
    Model present = Optional.ofNullable(model.get(version)).orElseThrow();
    changes += present.status == target ? 0 : 1;
    present.status = target;
    if (target == VersionStatus.DISPOSED) {
      present.assets.clear();
    }
    if (target == VersionStatus.DELETED) {
      model.remove(version);
    }
  }

  private void deletePackage(Catalog catalog) {
    if (exists) {
      catalog.changes().deletePackage(KEY);
      changes += model.size();
      model.clear();
      exists = false;
    }
  }

  private void check(Catalog catalog) throws IOException {
    Optional<PackageView> found = catalog.packages().view(KEY);
    assertThat(found.isPresent()).isEqualTo(exists);
    Map<String, String> statuses = new TreeMap<>();
    for (VersionView version : found.map(PackageView::versions).orElse(List.of())) {
      statuses.put(version.version(), version.status() + " " + contents(catalog, version));
    }
    Map<String, String> expected = new TreeMap<>();
    model.forEach((version, present) -> expected.put(version, present.toString()));
    assertThat(statuses).isEqualTo(expected);

    Set<String> contents = new HashSet<>();
    model.values().forEach(present -> contents.addAll(present.assets.values()));
    assertThat(filesOnDisk()).isEqualTo(contents);
    assertThat(catalog.domains().require(DOMAIN).assetBytes())
        .isEqualTo(contents.stream().mapToLong(String::length).sum());
  }

  private static Map<String, String> contents(Catalog catalog, VersionView version)
      throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (var asset : version.assets()) {
      contents.put(asset.name(), Files.readString(catalog.files().path(asset.hashes().sha256())));
    }
    return contents;
  }

  private Set<String> filesOnDisk() throws IOException {
    try (Stream<Path> files = Files.walk(state.resolve("assets"))) {
      Set<String> contents = new HashSet<>();
      for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
        contents.add(Files.readString(file));
      }
      return contents;
    }
  }

  private void checkEvents(Catalog catalog) {
    List<JsonNode> details =
        catalog.outbox().head(Integer.MAX_VALUE).stream()
            .map(entry -> entry.event().path("detail"))
            .toList();
    assertThat(details).hasSize(Math.toIntExact(changes));
    for (int i = 0; i < details.size(); i++) {
      assertThat(details.get(i).path("sequenceNumber").asLong()).isEqualTo(i + 1);
    }
  }
}
