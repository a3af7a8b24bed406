package dev.storekeeper.cleanup.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageVersion;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Versions in memory, as CodeArtifact would tell of them. */
public final class FakeSource implements VersionSource {
  /** When every version of it was published. */
  public static final Instant PUBLISHED = Instant.parse("2026-01-02T03:04:05Z");

  /**
   * A version.
   *
   * @param revision its revision
   * @param status its status
   * @param assets its files by name
   */
  public record Version(String revision, String status, SortedMap<String, byte[]> assets) {}

  private final Map<PackageVersion, Version> versions = new ConcurrentHashMap<>();
  private final AtomicInteger downloads = new AtomicInteger();
  private Faults faults = Faults.none();
  private UnaryOperator<SourceAsset> listing = UnaryOperator.identity();
  private UnaryOperator<InputStream> transfer = UnaryOperator.identity();

  /** What fails from now on. */
  public void faults(Faults next) {
    faults = next;
  }

  /** Tells assets otherwise than they are. */
  public void listing(UnaryOperator<SourceAsset> change) {
    listing = change;
  }

  /** Sends bytes otherwise than they are. */
  public void transfer(UnaryOperator<InputStream> change) {
    transfer = change;
  }

  /** Its versions, which a test may change. */
  public Map<PackageVersion, Version> versions() {
    return versions;
  }

  /** Adds a version, or changes it; its revision goes by its content. */
  public String put(PackageVersion version, String status, Map<String, byte[]> assets) {
    SortedMap<String, byte[]> sorted = new TreeMap<>(assets);
    StringBuilder content = new StringBuilder();
    sorted.forEach((name, bytes) -> content.append(name).append(TestBucket.hash(bytes)));
    String revision =
        TestBucket.hash(content.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 20) + "=";
    versions.put(version, new Version(revision, status, sorted));
    return revision;
  }

  /** How many downloads there were. */
  public int downloads() {
    return downloads.get();
  }

  @Override
  public SourceVersion describe(PackageVersion version) throws RegistryException {
    Version found = find("DescribePackageVersion", version);
    JsonNode metadata =
        JsonNodeFactory.instance
            .objectNode()
            .put("displayName", version.coordinates().name())
            .put("revision", found.revision());
    return new SourceVersion(
        found.revision(), found.status(), OriginType.INTERNAL, Optional.of(PUBLISHED), metadata);
  }

  @Override
  public List<SourceAsset> assets(PackageVersion version, String revision)
      throws RegistryException {
    return checked("ListPackageVersionAssets", version, revision).assets().entrySet().stream()
        .limit(MAX_ASSETS + 1L)
        .map(entry -> asset(entry.getKey(), entry.getValue()))
        .map(listing)
        .toList();
  }

  @Override
  public List<JsonNode> dependencies(PackageVersion version, String revision)
      throws RegistryException {
    checked("ListPackageVersionDependencies", version, revision);
    return List.of(JsonNodeFactory.instance.objectNode().put("package", "left-pad"));
  }

  @Override
  public InputStream open(PackageVersion version, String revision, String asset)
      throws RegistryException {
    Version found = checked("GetPackageVersionAsset", version, revision);
    downloads.incrementAndGet();
    return transfer.apply(
        new ByteArrayInputStream(
            Optional.ofNullable(found.assets().get(asset)).orElseThrow(() -> notFound(version))));
  }

  private static SourceAsset asset(String name, byte[] bytes) {
    return new SourceAsset(
        name,
        bytes.length,
        new Hashes(
            Optional.of(TestBucket.hash("MD5", bytes)),
            Optional.of(TestBucket.hash("SHA-1", bytes)),
            Optional.of(TestBucket.hash(bytes)),
            Optional.of(TestBucket.hash("SHA-512", bytes))));
  }

  private Version checked(String operation, PackageVersion version, String revision)
      throws RegistryException {
    Version found = find(operation, version);
    if (!found.revision().equals(revision)) {
      throw new RegistryException(RegistryException.Kind.CONFLICT, operation + ": other revision");
    }
    return found;
  }

  private Version find(String operation, PackageVersion version) throws RegistryException {
    if (faults.next(Faults.Moment.BEFORE)) {
      throw new RegistryException(RegistryException.Kind.UNAVAILABLE, operation + ": throttled");
    }
    return Optional.ofNullable(versions.get(version)).orElseThrow(() -> notFound(version));
  }

  private static RegistryException notFound(PackageVersion version) {
    return new RegistryException(
        RegistryException.Kind.NOT_FOUND, version.version() + " is not there");
  }
}
