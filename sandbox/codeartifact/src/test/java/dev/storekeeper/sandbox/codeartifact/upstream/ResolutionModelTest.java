package dev.storekeeper.sandbox.codeartifact.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.sandbox.codeartifact.CodeArtifactSettings;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.VersionStatus;
import dev.storekeeper.sandbox.codeartifact.catalog.Batch;
import dev.storekeeper.sandbox.codeartifact.catalog.BatchResult;
import dev.storekeeper.sandbox.codeartifact.catalog.Catalog;
import dev.storekeeper.sandbox.codeartifact.catalog.CopyBatch;
import dev.storekeeper.sandbox.codeartifact.catalog.DomainId;
import dev.storekeeper.sandbox.codeartifact.catalog.OriginControls;
import dev.storekeeper.sandbox.codeartifact.catalog.OriginControls.Restriction;
import dev.storekeeper.sandbox.codeartifact.catalog.PackageKey;
import dev.storekeeper.sandbox.codeartifact.catalog.RepositoryId;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetContent;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetName;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageId;
import dev.storekeeper.sandbox.codeartifact.protocol.StagedAsset;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random changes to a domain with upstreams, against a model; both must agree after each. */
final class ResolutionModelTest {
  private static final int STEPS = 500;
  private static final List<String> NAMES = List.of("r0", "r1", "r2", "r3", "r4");
  static final DomainId DOMAIN = new DomainId("111111111111", "acme");
  private static final List<VersionStatus> TARGETS =
      List.of(
          VersionStatus.PUBLISHED,
          VersionStatus.UNLISTED,
          VersionStatus.ARCHIVED,
          VersionStatus.DISPOSED,
          VersionStatus.DELETED);

  @TempDir Path state;
  private final DomainModel model = new DomainModel();

  private record Open(Catalog catalog, Resolution resolution) implements AutoCloseable {
    private static Open at(Path state) throws IOException {
      CodeArtifactSettings settings =
          new CodeArtifactSettings(state, "eu-west-1", URI.create("http://127.0.0.1:1"));
      Catalog catalog = Catalog.open(settings, Clock.systemUTC());
      return new Open(catalog, Resolution.of(catalog, settings, List.of(), Clock.systemUTC()));
    }

    @Override
    public void close() throws IOException {
      catalog.close();
    }
  }

  private static RepositoryId id(String repository) {
    return new RepositoryId(DOMAIN, repository);
  }

  static PackageKey key(String repository) {
    return new PackageKey(id(repository), new PackageId("pypi", "", "p"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void resolutionAgreesWithTheModelAfterEveryChange(long seed) throws IOException {
    Random random = new Random(seed);
    Open open = Open.at(state);
    try {
      open.catalog.domains().create(DOMAIN, "key", Map.of());
      for (int step = 0; step < STEPS; step++) {
        String what = change(open, random);
        new DomainComparison(open.catalog, open.resolution, state)
            .check(model, "seed " + seed + ", step " + step + ": " + what);
        if (random.nextInt(100) == 0) {
          open.close();
          open = Open.at(state);
        }
      }
    } finally {
      open.close();
    }
  }

  private String change(Open open, Random random) throws IOException {
    String name = pick(NAMES, random);
    if (!model.repositories.containsKey(name)) {
      open.catalog.repositories().create(id(name), DOMAIN.owner(), "", List.of(), Map.of());
      model.repositories.put(name, new DomainModel.Repository());
      return "create " + name;
    }
    int choice = random.nextInt(100);
    if (choice < 25) {
      return publish(open, random, name);
    }
    if (choice < 60) {
      return download(open, random, name);
    }
    if (choice < 75) {
      return changeStatus(open, random, name);
    }
    if (choice < 85) {
      return copy(open, random, name);
    }
    if (choice < 92) {
      return connect(open, random, name);
    }
    if (choice < 98) {
      return control(open, random, name);
    }
    open.catalog.repositories().delete(id(name));
    model.repositories.remove(name);
    return "delete " + name;
  }

  private static <T> T pick(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static String version(Random random) {
    return "1." + random.nextInt(3);
  }

  private static String asset(Random random) {
    return "asset-" + random.nextInt(3);
  }

  private String publish(Open open, Random random, String name) throws IOException {
    String version = version(random);
    String asset = asset(random);
    String content = "content " + random.nextInt(6);
    String what = String.join(" ", "publish", name, version, asset, content);

    boolean published = tryPublish(open, name, version, asset, content);

    assertThat(published).as(what).isEqualTo(model.publish(name, version, asset, content));
    return what;
  }

  private static boolean tryPublish(
      Open open, String name, String version, String asset, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    try (StagedAsset staged = open.catalog.files().stage(new ByteArrayInputStream(bytes))) {
      open.resolution.requireUnpublished(key(name), version);
      open.catalog
          .publications()
          .publish(
              key(name),
              version,
              new AssetName(asset, Map.of()),
              staged,
              VersionMetadata.NONE,
              VersionStatus.PUBLISHED);
      return true;
    } catch (ServiceException refusal) {
      assertThat(refusal.status()).isIn(403, 409);
      return false;
    }
  }

  private String download(Open open, Random random, String name) throws IOException {
    String version = version(random);
    String asset = asset(random);
    String what = String.join(" ", "download", name, version, asset);

    Optional<AssetContent> found = open.resolution.open(key(name), version, asset);

    Optional<String> expected = model.open(name, version, asset);
    assertThat(found.isPresent()).as(what).isEqualTo(expected.isPresent());
    if (found.isPresent()) {
      assertThat(Files.readString(found.get().file())).as(what).isEqualTo(expected.orElse(""));
    }
    return what;
  }

  private String changeStatus(Open open, Random random, String name) {
    String version = version(random);
    VersionStatus target = pick(TARGETS, random);
    DomainModel.Repository here = model.get(name);
    DomainModel.Version present = here.versions.get(version);
    if (present == null) {
      return "nothing";
    }

    BatchResult result =
        open.catalog
            .changes()
            .change(key(name), new Batch(List.of(version), Map.of(), Optional.empty()), target);

    boolean allowed = present.status() != VersionStatus.DISPOSED || target == VersionStatus.DELETED;
    assertThat(result.failed().isEmpty()).isEqualTo(allowed);
    if (allowed && target == VersionStatus.DELETED) {
      here.versions.remove(version);
    } else if (allowed) {
      here.versions.put(version, present.with(target));
    }
    return String.join(" ", name, version, "becomes", target.wireName());
  }

  private String copy(Open open, Random random, String from) {
    String to = pick(new ArrayList<>(model.repositories.keySet()), random);
    boolean upstream = random.nextBoolean();
    if (to.equals(from) || (!upstream && model.get(from).controls.isEmpty())) {
      return "nothing";
    }
    String version = version(random);
    boolean overwrite = random.nextInt(3) == 0;

    BatchResult result =
        open.catalog
            .copies()
            .copy(
                key(from), id(to), new CopyBatch(List.of(version), Map.of(), overwrite, upstream));

    String what = String.join(" ", "copy", from, to, version, overwrite + " " + upstream);
    assertThat(result.failed().values().stream().map(failure -> failure.code().name()).toList())
        .as(what)
        .isEqualTo(
            Stream.of(model.copy(from, to, version, overwrite, upstream))
                .filter(code -> !code.isEmpty())
                .toList());
    return what;
  }

  private String connect(Open open, Random random, String name) {
    List<String> others = new ArrayList<>(model.repositories.keySet());
    others.remove(name);
    Collections.shuffle(others, random);
    List<String> upstreams = List.copyOf(others.subList(0, random.nextInt(others.size() + 1)));
    open.catalog.repositories().update(id(name), Optional.empty(), Optional.of(upstreams));
    model.get(name).upstreams = upstreams;
    return name + " gets upstreams " + upstreams;
  }

  private String control(Open open, Random random, String name) {
    DomainModel.Controls controls =
        new DomainModel.Controls(random.nextBoolean(), random.nextInt(3) > 0);
    open.catalog
        .packages()
        .control(
            key(name),
            new OriginControls(
                controls.publish() ? Restriction.ALLOW : Restriction.BLOCK,
                controls.upstream() ? Restriction.ALLOW : Restriction.BLOCK));
    model.get(name).controls = Optional.of(controls);
    return name + " gets " + controls;
  }
}
