package dev.storekeeper.cleanup.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3ExportsTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final byte[] JAR = "jar".getBytes(StandardCharsets.UTF_8);
  private static final byte[] POM = "<project/>".getBytes(StandardCharsets.UTF_8);
  private static final Map<String, byte[]> ASSETS =
      Map.of("core-1.0.jar", JAR, "core-1.0.pom", POM);

  private final TestBucket bucket = new TestBucket();
  private final FakeSource source = new FakeSource();
  private final List<String> copied = new ArrayList<>();
  private final S3Exports exports =
      new S3Exports(
          source,
          bucket,
          Clock.fixed(NOW, ZoneOffset.UTC),
          (version, asset, size) -> copied.add(asset));
  private final PackageVersion version = version("1.0");

  @Test
  void everythingOfAVersionIsCopied() throws ExportException {
    String revision = source.put(version, "Published", ASSETS);

    Manifest manifest = new Manifests(bucket).read(exports.export(version, revision));

    assertThat(manifest.isOf(version, revision)).isTrue();
    assertThat(manifest.status()).isEqualTo("Published");
    assertThat(manifest.exportedAt()).isEqualTo(NOW);
    assertThat(manifest.published()).contains(FakeSource.PUBLISHED);
    assertThat(manifest.metadata().path("displayName").asText()).isEqualTo("core");
    assertThat(manifest.dependencies().toString()).contains("left-pad");
    assertThat(manifest.assets())
        .extracting(ExportedAsset::name)
        .containsExactly("core-1.0.jar", "core-1.0.pom");
    ExportedAsset jar = manifest.assets().getFirst();
    assertThat(jar.md5()).contains(TestBucket.hash("MD5", JAR));
    assertThat(jar.sha1()).contains(TestBucket.hash("SHA-1", JAR));
    assertThat(jar.sha512()).contains(TestBucket.hash("SHA-512", JAR));
    assertThat(bucket.objects().get(jar.key())).isEqualTo(JAR);
  }

  @Test
  void whatIsExportedIsVerified() throws ExportException {
    String revision = source.put(version, "Published", ASSETS);

    exports.verify(exports.export(version, revision), version, revision);
  }

  @Test
  void aSecondExportCopiesNothing() throws ExportException {
    String revision = source.put(version, "Published", ASSETS);
    String first = exports.export(version, revision);
    Map<String, byte[]> before = new HashMap<>(bucket.objects());

    assertThat(exports.export(version, revision)).isEqualTo(first);

    assertThat(source.downloads()).isEqualTo(2);
    assertThat(bucket.objects()).isEqualTo(before);
  }

  @Test
  void theSameBytesOfTwoVersionsAreStoredOnce() throws ExportException {
    exports.export(version, source.put(version, "Published", ASSETS));
    PackageVersion other = version("1.1");

    exports.export(other, source.put(other, "Published", Map.of("core-1.1.jar", JAR)));

    assertThat(source.downloads()).isEqualTo(2);
    assertThat(bucket.list("exports/111111111111/acme/assets/", Optional.empty())).hasSize(2);
  }

  @Test
  void aChangedStatusIsWrittenDown() throws ExportException {
    String revision = source.put(version, "Published", ASSETS);
    exports.export(version, revision);
    source.put(version, "Unlisted", ASSETS);

    String key = exports.export(version, revision);

    assertThat(new Manifests(bucket).read(key).status()).isEqualTo("Unlisted");
    assertThat(source.downloads()).isEqualTo(2);
  }

  @Test
  void whatWasLostIsCopiedAgain() throws ExportException {
    String revision = source.put(version, "Published", ASSETS);
    String key = exports.export(version, revision);
    bucket.objects().remove(ExportKeys.asset(version, TestBucket.hash(JAR)));

    assertRefused(() -> exports.verify(key, version, revision), "missing");
    exports.export(version, revision);

    exports.verify(key, version, revision);
    assertThat(source.downloads()).isEqualTo(3);
  }

  @Test
  void aDamagedManifestIsWrittenAgain() throws ExportException {
    String revision = source.put(version, "Published", ASSETS);
    String key = exports.export(version, revision);
    bucket.objects().put(key, new byte[] {'{'});

    assertRefused(() -> exports.verify(key, version, revision), "no manifest");
    exports.export(version, revision);

    exports.verify(key, version, revision);
  }

  @Test
  void otherBytesUnderAHashAreNeverTrustedNorReplaced() throws ExportException {
    String revision = source.put(version, "Published", ASSETS);
    String key = exports.export(version, revision);
    String asset = ExportKeys.asset(version, TestBucket.hash(JAR));
    bucket.objects().put(asset, POM);

    assertRefused(() -> exports.verify(key, version, revision), "expected 3 bytes");
    assertRefused(() -> exports.export(version, revision), "expected 3 bytes");
    assertThat(bucket.objects().get(asset)).isEqualTo(POM);
  }

  @Test
  void theManifestOfAnotherVersionProvesNothing() throws ExportException {
    String revision = source.put(version, "Published", ASSETS);
    String key = exports.export(version, revision);
    PackageVersion other = version("1.1");

    assertRefused(() -> exports.verify(key, other, revision), "is the export of");
    assertRefused(() -> exports.verify(key, version, "later"), "is the export of");
    String copy = ExportKeys.manifest(other, revision);
    bucket.objects().put(copy, bucket.objects().get(key));
    assertRefused(() -> exports.verify(copy, other, revision), "another version");
    assertRefused(() -> exports.verify("exports/none", version, revision), "no manifest");
  }

  @Test
  void anotherRevisionIsNotExported() {
    source.put(version, "Published", ASSETS);

    assertRefused(() -> exports.export(version, "earlier"), "expected earlier");
    assertThat(bucket.objects()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Archived", "Disposed", "Deleted"})
  void whatCannotBeDownloadedIsNotExported(String status) {
    String revision = source.put(version, status, ASSETS);

    assertRefused(() -> exports.export(version, revision), "cannot be downloaded");
  }

  @Test
  void aVersionWithoutAssetsIsNotExported() {
    String revision = source.put(version, "Published", Map.of());

    assertRefused(() -> exports.export(version, revision), "found no assets");
  }

  @Test
  void tooManyAssetsAreNotExported() {
    Map<String, byte[]> many = new HashMap<>();
    for (int i = 0; i <= VersionSource.MAX_ASSETS; i++) {
      many.put("file-" + i, JAR);
    }
    String revision = source.put(version, "Published", many);

    assertRefused(() -> exports.export(version, revision), "more than 350 assets");
  }

  @Test
  void anAssetWithoutAHashIsNotExported() {
    source.listing(asset ->
        new SourceAsset(
            asset.name(),
            asset.size(),
            new Hashes(
                asset.hashes().md5(), Optional.empty(), Optional.empty(), Optional.empty())));

    assertNothingExported("no SHA-256", false);
  }

  @Test
  void anAssetOfAnotherSizeIsNotExported() {
    source.listing(asset -> new SourceAsset(asset.name(), asset.size() - 1, asset.hashes()));

    assertNothingExported("found SHA-256", false);
  }

  @Test
  void damagedBytesAreNotExported() {
    source.transfer(content -> new ByteArrayInputStream("jaR".getBytes(StandardCharsets.UTF_8)));

    assertNothingExported("expected " + TestBucket.hash(JAR), false);
  }

  @Test
  void aTransferThatBreaksOffMayBeTriedAgain() {
    source.transfer(content -> new ByteArrayInputStream(new byte[] {'j'}));

    assertNothingExported("ended after 1 of 3 bytes", true);
  }

  @Test
  void bytesThatGoOnAreNotExported() {
    UnaryOperator<InputStream> longer =
        content -> new SequenceInputStream(content, new ByteArrayInputStream(JAR));
    source.transfer(content -> longer.apply(longer.apply(content)));
    source.listing(asset -> new SourceAsset(asset.name(), asset.size() + 1, asset.hashes()));

    assertNothingExported("SHA-256", false);
  }

  @Test
  void onlyLargeAssetsAreTold() throws ExportException {
    exports.export(version, source.put(version, "Published", ASSETS));

    assertThat(copied).isEmpty();
  }

  private void assertNothingExported(String reason, boolean mayBeTriedAgain) {
    String revision = source.put(version, "Published", Map.of("core-1.0.jar", JAR));
    assertThatExceptionOfType(ExportException.class)
        .isThrownBy(() -> exports.export(version, revision))
        .withMessageContaining(reason)
        .matches(e -> e.isTransient() == mayBeTriedAgain);
    assertThat(bucket.objects()).isEmpty();
  }

  private static void assertRefused(ThrowingCallable call, String reason) {
    assertThatExceptionOfType(ExportException.class)
        .isThrownBy(call)
        .withMessageContaining(reason)
        .matches(e -> !e.isTransient());
  }

  private static PackageVersion version(String version) {
    return new PackageVersion(
        new PackageCoordinates(
            "eu-west-1",
            "111111111111",
            "acme",
            "releases",
            Optional.empty(),
            "maven",
            "com.acme",
            "core"),
        version);
  }
}
