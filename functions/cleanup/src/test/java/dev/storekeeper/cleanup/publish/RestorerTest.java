package dev.storekeeper.cleanup.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.storekeeper.cleanup.export.ExportException;
import dev.storekeeper.cleanup.export.FakeSource;
import dev.storekeeper.cleanup.export.Faults;
import dev.storekeeper.cleanup.export.TestBucket;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.codeartifact.PackageVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestorerTest {
  private static final String PACKAGE_JSON =
      """
      {"name":"@acme/ui","version":"1.0.0","description":"Widgets","dependencies":{"a":"^1"}}
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "pypi, Published",
    "pypi, Unlisted",
    "npm, Published",
    "npm, Unlisted",
    "maven, Published",
    "maven, Unlisted",
    "maven, Unfinished",
    "generic, Published",
    "generic, Unlisted",
    "generic, Unfinished"
  })
  void whatIsGoneComesBackAsItWas(String format, String status) throws Exception {
    try (RestoreFixture fixture = fixture(format, status)) {
      Restoration outcome = fixture.restore();

      FakeSource.Version there = fixture.there().orElseThrow();
      assertThat(outcome)
          .isEqualTo(new Restoration.Restored(fixture.version, there.revision(), status));
      assertThat(there.status()).isEqualTo(status);
      assertSame(there, fixture);
      assertThat(folder).isEmptyDirectory();
      assertThat(Restorer.restorable(format)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pypi, Published",
    "pypi, Archived",
    "npm, Archived",
    "npm, Unlisted",
    "maven, Published",
    "generic, Archived"
  })
  void whatIsThereIsLeftAlone(String format, String status) throws Exception {
    try (RestoreFixture fixture = fixture(format, "Unlisted")) {
      String revision = fixture.source.put(fixture.version, status, fixture.assets);

      assertThat(fixture.restore())
          .isEqualTo(new Restoration.AlreadyThere(fixture.version, revision, status));
      assertThat(fixture.service.requests()).isEmpty();
      assertThat(fixture.there().orElseThrow().status()).isEqualTo(status);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pypi", "npm", "maven", "generic"})
  void otherBytesAreNeverReplaced(String format) throws Exception {
    try (RestoreFixture fixture = fixture(format, "Published")) {
      Map<String, byte[]> other = new TreeMap<>(fixture.assets);
      other.replaceAll((name, bytes) -> "other".getBytes(StandardCharsets.UTF_8));
      fixture.source.put(fixture.version, "Published", other);

      assertThat(refused(fixture)).contains("has other bytes than in the export");
      assertThat(fixture.service.requests()).isEmpty();
    }
  }

  @Test
  void oneMoreAssetMakesItAnotherVersion() throws Exception {
    try (RestoreFixture fixture = fixture("pypi", "Published")) {
      Map<String, byte[]> more = new TreeMap<>(fixture.assets);
      more.put("my_pkg_x-1.0.0-cp312-cp312-win_amd64.whl", new byte[] {1});
      fixture.source.put(fixture.version, "Published", more);

      assertThat(refused(fixture)).contains("is not in the export");
    }
  }

  @ParameterizedTest
  @CsvSource({"generic, Published", "generic, Archived", "pypi, Archived", "maven, Disposed"})
  void aPartThatTakesNoMoreIsRefused(String format, String status) throws Exception {
    try (RestoreFixture fixture = fixture(format, "Published")) {
      Map<String, byte[]> part = new TreeMap<>(fixture.assets);
      part.remove(part.keySet().iterator().next());
      fixture.source.put(fixture.version, status, part);

      assertThat(refused(fixture)).contains("is " + status + " and takes no more assets");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nuget", "ruby", "cargo", "swift"})
  void otherFormatsCannotBeRestored(String format) throws Exception {
    PackageVersion version = RestoreFixture.version(format, "", "thing", "1.0.0");
    Map<String, byte[]> assets = Map.of("thing-1.0.0", new byte[] {1});
    try (RestoreFixture fixture = new RestoreFixture(version, "Published", assets, folder)) {
      assertThat(refused(fixture)).contains("format " + format);
      assertThat(Restorer.restorable(format)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "maven, 1.0-SNAPSHOT, core.jar, snapshot",
    "maven, 1.0-20260304.050607-3, core.jar, snapshot",
    "maven, 1.0, maven-metadata.xml, no assets but",
    "maven, 1.0, a/b.jar, slash",
    "pypi, 1.0, my_pkg_x-1.0-py3.9.egg, neither a wheel",
    "pypi, 1.0, a b-1.0.tar.gz, neither a wheel",
  })
  void whatTheProtocolCannotDoIsSaid(String format, String version, String asset, String reason)
      throws Exception {
    try (RestoreFixture fixture =
        new RestoreFixture(
            RestoreFixture.version(format, format.equals("maven") ? "com.acme" : "", "x", version),
            "Published",
            Map.of(asset, new byte[] {1}),
            folder)) {
      assertThat(refused(fixture)).contains(reason);
      assertThat(fixture.service.requests()).isEmpty();
    }
  }

  @Test
  void originControlsThatBlockAreNamed() throws Exception {
    try (RestoreFixture fixture = fixture("pypi", "Published")) {
      fixture.service.control(Optional.of("BLOCK"));

      assertThat(refused(fixture)).contains("publish=BLOCK", "put-package-origin-configuration");
      assertThat(fixture.there()).isEmpty();
    }
  }

  @Test
  void aPackageThatIsGoneBlocksNothing() throws Exception {
    try (RestoreFixture fixture = fixture("pypi", "Published")) {
      fixture.service.control(Optional.empty());

      assertThat(fixture.restore()).isInstanceOf(Restoration.Restored.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void missingPermissionsAreNamedAndTheTokenIsNot(int status) throws Exception {
    try (RestoreFixture fixture = fixture("npm", "Published")) {
      fixture.service.refuse(new Refusal(status, "not with " + FakeCodeArtifact.TOKEN));

      assertThat(refused(fixture))
          .contains("the answer is " + status, "codeartifact:PublishPackageVersion", "[withheld]")
          .doesNotContain("secret");
    }
  }

  @Test
  void anAnswerThatRepeatsTheHeaderDoesNotShowTheToken() throws Exception {
    try (RestoreFixture fixture = fixture("maven", "Published")) {
      fixture.service.token("another-secret");

      assertThat(refused(fixture))
          .contains("who are you with")
          .doesNotContain("secret")
          .doesNotContain("YXdzOmFub3RoZXItc2VjcmV0");
    }
  }

  @Test
  void aConflictIsRefusedWithTheServicesWords() throws Exception {
    try (RestoreFixture fixture = fixture("npm", "Published")) {
      fixture.service.refuse(new Refusal(409, "it is in an upstream"));

      assertThat(refused(fixture)).contains("the answer is 409, it is in an upstream");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void aServiceThatCannotNowIsTriedThreeTimesAndThenLater(int status) throws Exception {
    try (RestoreFixture fixture = fixture("npm", "Published")) {
      fixture.service.refuse(new Refusal(status, "busy"));

      assertThatExceptionOfType(PublishException.class)
          .isThrownBy(fixture::restore)
          .matches(e -> e.kind() == PublishException.Kind.TRANSIENT);
      assertThat(fixture.service.requests()).filteredOn(line -> line.startsWith("PUT")).hasSize(3);
    }
  }

  @Test
  void anExportThatIsNotWholeIsNotPublished() throws Exception {
    try (RestoreFixture fixture = fixture("maven", "Published")) {
      String asset = fixture.bucket.list("exports/111111111111/acme/assets/").getFirst();
      fixture.bucket.objects().remove(asset);
      assertThat(refused(fixture)).contains("missing in the bucket");
      fixture.bucket.objects().put(asset, new byte[] {1});
      assertThat(refused(fixture)).contains(asset);
      assertThat(fixture.service.requests()).isEmpty();
    }
  }

  @Test
  void anAssetThatIsTooLargeForTheFolderIsRefused() throws Exception {
    try (RestoreFixture fixture =
        new RestoreFixture(
            RestoreFixture.version("npm", "acme", "ui", "1.0.0"),
            "Published",
            Map.of("package.tgz", Samples.tarball(PACKAGE_JSON)),
            folder,
            10)) {
      assertThat(refused(fixture)).contains("temporary files may have 10");
    }
  }

  @Test
  void aFileOfAnotherProjectIsNotPublishedUnderItsName() throws Exception {
    Map<String, byte[]> assets =
        Map.of(
            "my_pkg_x-1.0.0-py3-none-any.whl",
            Samples.wheel(Samples.METADATA.replace("My_Pkg.x", "evil")));
    try (RestoreFixture fixture =
        new RestoreFixture(
            RestoreFixture.version("pypi", "", "my-pkg-x", "1.0.0"), "Published", assets, folder)) {
      assertThat(refused(fixture)).contains("\"evil\"", "expected my-pkg-x");
      assertThat(fixture.source.versions()).isEmpty();
    }
  }

  @Test
  void anotherRepositoryMayBeTheTarget() throws Exception {
    try (RestoreFixture fixture = fixture("generic", "Published")) {
      RepositoryId other =
          new RepositoryId(new DomainId("eu-west-1", "111111111111", "acme"), "archive");

      Restoration outcome = fixture.restorer.restore(fixture.manifest, other);

      assertThat(outcome).isInstanceOf(Restoration.Restored.class);
      assertThat(fixture.source.versions().keySet())
          .extracting(version -> version.coordinates().repository())
          .containsExactly("archive");
    }
  }

  @ParameterizedTest
  @EnumSource(Faults.Moment.class)
  void whateverFailsOnceIsTakenUpByTheNextAttempt(Faults.Moment moment) throws Exception {
    for (String format : new String[] {"pypi", "npm", "maven", "generic"}) {
      boolean happened = true;
      for (int n = 1; happened; n++) {
        try (RestoreFixture fixture = fixture(format, "Unlisted")) {
          Faults faults = Faults.at(n, moment);
          fixture.faults(faults);
          boolean failed = false;
          Restoration outcome;
          try {
            outcome = fixture.restore();
          } catch (PublishException e) {
            assertThat(e.kind()).isEqualTo(PublishException.Kind.TRANSIENT);
            failed = true;
            outcome = fixture.restore();
          }
          happened = faults.happened();
          FakeSource.Version there = fixture.there().orElseThrow();
          assertThat(there.status()).as("%s, operation %d", format, n).isEqualTo("Unlisted");
          assertSame(there, fixture);
          if (outcome instanceof Restoration.AlreadyThere) {
            assertThat(failed).isTrue();
          } else {
            assertThat(outcome).isInstanceOf(Restoration.Restored.class);
          }
        }
      }
    }
  }

  @Test
  void aSecondRestorationOfWhatSomebodyPublishedSinceLeavesItsStatus() throws Exception {
    try (RestoreFixture fixture = fixture("pypi", "Unlisted")) {
      fixture.restore();
      fixture.source.put(fixture.version, "Published", fixture.assets);

      assertThat(fixture.restore()).isInstanceOf(Restoration.AlreadyThere.class);
      assertThat(fixture.there().orElseThrow().status()).isEqualTo("Published");
    }
  }

  private static String refused(RestoreFixture fixture) throws PublishException {
    Restoration outcome = fixture.restore();
    assertThat(outcome).isInstanceOf(Restoration.Refused.class);
    return ((Restoration.Refused) outcome).reason();
  }

  private static void assertSame(FakeSource.Version there, RestoreFixture fixture) {
    assertThat(hashes(there.assets())).isEqualTo(hashes(fixture.assets));
  }

  private static Map<String, String> hashes(Map<String, byte[]> assets) {
    Map<String, String> hashes = new TreeMap<>();
    assets.forEach((name, bytes) -> hashes.put(name, TestBucket.hash(bytes)));
    return hashes;
  }

  private RestoreFixture fixture(String format, String status) throws IOException, ExportException {
    return switch (format) {
      case "pypi" ->
          new RestoreFixture(
              RestoreFixture.version("pypi", "", "my-pkg-x", "1.0.0"),
              status,
              Map.of(
                  "my_pkg_x-1.0.0-py3-none-any.whl", Samples.wheel(Samples.METADATA),
                  "my_pkg_x-1.0.0.tar.gz", Samples.sdist(Samples.METADATA)),
              folder);
      case "npm" ->
          new RestoreFixture(
              RestoreFixture.version("npm", "acme", "ui", "1.0.0"),
              status,
              Map.of("package.tgz", Samples.tarball(PACKAGE_JSON)),
              folder);
      case "maven" ->
          new RestoreFixture(
              RestoreFixture.version("maven", "com.acme", "core", "1.0"),
              status,
              files("core-1.0.jar", "core-1.0.pom", "core-1.0-sources.jar"),
              folder);
      case "generic" ->
          new RestoreFixture(
              RestoreFixture.version("generic", "acme", "image", "1.0"),
              status,
              files("disk.img", "notes 1.txt", "readme"),
              folder);
      default -> throw new IllegalArgumentException(format);
    };
  }

  private static Map<String, byte[]> files(String... names) {
    Map<String, byte[]> files = new TreeMap<>();
    Stream.of(names).forEach(name -> files.put(name, Samples.utf8("content of " + name)));
    return files;
  }
}
