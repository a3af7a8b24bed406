package dev.storekeeper.cleanup.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.storekeeper.codeartifact.PackageVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not restored, and what is said about it. */
class RestorerRefusalTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"pypi", "npm", "maven", "generic"})
  void otherBytesAreNeverReplaced(String format) throws Exception {
    try (RestoreFixture fixture = RestoreFixture.of(format, "Published", folder)) {
      Map<String, byte[]> other = new TreeMap<>(fixture.assets);
      other.replaceAll((name, bytes) -> "other".getBytes(StandardCharsets.UTF_8));
      fixture.source.put(fixture.version, "Published", other);

      assertThat(fixture.refused()).contains("has other bytes than in the export");
      assertThat(fixture.service.requests()).isEmpty();
    }
  }

  @Test
  void oneMoreAssetMakesItAnotherVersion() throws Exception {
    try (RestoreFixture fixture = RestoreFixture.of("pypi", "Published", folder)) {
      Map<String, byte[]> more = new TreeMap<>(fixture.assets);
      more.put("my_pkg_x-1.0.0-cp312-cp312-win_amd64.whl", new byte[] {1});
      fixture.source.put(fixture.version, "Published", more);

      assertThat(fixture.refused()).contains("is not in the export");
    }
  }

  @ParameterizedTest
  @CsvSource({"generic, Published", "generic, Archived", "pypi, Archived", "maven, Disposed"})
  void aPartThatTakesNoMoreIsRefused(String format, String status) throws Exception {
    try (RestoreFixture fixture = RestoreFixture.of(format, "Published", folder)) {
      Map<String, byte[]> part = new TreeMap<>(fixture.assets);
      part.remove(part.keySet().iterator().next());
      fixture.source.put(fixture.version, status, part);

      assertThat(fixture.refused()).contains("is " + status + " and takes no more assets");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nuget", "ruby", "cargo", "swift"})
  void otherFormatsCannotBeRestored(String format) throws Exception {
    PackageVersion version = RestoreFixture.version(format, "", "thing", "1.0.0");
    Map<String, byte[]> assets = Map.of("thing-1.0.0", new byte[] {1});
    try (RestoreFixture fixture = new RestoreFixture(version, "Published", assets, folder)) {
      assertThat(fixture.refused()).contains("format " + format);
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
      assertThat(fixture.refused()).contains(reason);
      assertThat(fixture.service.requests()).isEmpty();
    }
  }

  @Test
  void originControlsThatBlockAreNamed() throws Exception {
    try (RestoreFixture fixture = RestoreFixture.of("pypi", "Published", folder)) {
      fixture.service.control(Optional.of("BLOCK"));

      assertThat(fixture.refused()).contains("publish=BLOCK", "put-package-origin-configuration");
      assertThat(fixture.there()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void missingPermissionsAreNamedAndTheTokenIsNot(int status) throws Exception {
    try (RestoreFixture fixture = RestoreFixture.of("npm", "Published", folder)) {
      fixture.service.refuse(new Refusal(status, "not with " + FakeCodeArtifact.TOKEN));

      assertThat(fixture.refused())
          .contains("the answer is " + status, "codeartifact:PublishPackageVersion", "[withheld]")
          .doesNotContain("secret");
    }
  }

  @Test
  void anAnswerThatRepeatsTheHeaderDoesNotShowTheToken() throws Exception {
    try (RestoreFixture fixture = RestoreFixture.of("maven", "Published", folder)) {
      fixture.service.token("another-secret");

      assertThat(fixture.refused())
          .contains("who are you with")
          .doesNotContain("secret")
          .doesNotContain("YXdzOmFub3RoZXItc2VjcmV0");
    }
  }

  @Test
  void aConflictIsRefusedWithTheServicesWords() throws Exception {
    try (RestoreFixture fixture = RestoreFixture.of("npm", "Published", folder)) {
      fixture.service.refuse(new Refusal(409, "it is in an upstream"));

      assertThat(fixture.refused()).contains("the answer is 409, it is in an upstream");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void aServiceThatCannotNowIsTriedThreeTimesAndThenLater(int status) throws Exception {
    try (RestoreFixture fixture = RestoreFixture.of("npm", "Published", folder)) {
      fixture.service.refuse(new Refusal(status, "busy"));

      assertThatExceptionOfType(PublishException.class)
          .isThrownBy(fixture::restore)
          .matches(e -> e.kind() == PublishException.Kind.TRANSIENT);
      assertThat(fixture.service.requests()).filteredOn(line -> line.startsWith("PUT")).hasSize(3);
    }
  }

  @Test
  void anExportThatIsNotWholeIsNotPublished() throws Exception {
    try (RestoreFixture fixture = RestoreFixture.of("maven", "Published", folder)) {
      String asset =
          fixture.bucket.list("exports/111111111111/acme/assets/", Optional.empty()).getFirst();
      fixture.bucket.objects().remove(asset);
      assertThat(fixture.refused()).contains("missing in the bucket");
      fixture.bucket.objects().put(asset, new byte[] {1});
      assertThat(fixture.refused()).contains(asset);
      assertThat(fixture.service.requests()).isEmpty();
    }
  }

  @Test
  void anAssetThatIsTooLargeForTheFolderIsRefused() throws Exception {
    try (RestoreFixture fixture =
        new RestoreFixture(
            RestoreFixture.version("npm", "acme", "ui", "1.0.0"),
            "Published",
            Map.of("package.tgz", Samples.tarball("{}")),
            folder,
            10)) {
      assertThat(fixture.refused()).contains("temporary files may have 10");
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
      assertThat(fixture.refused()).contains("\"evil\"", "expected my-pkg-x");
      assertThat(fixture.source.versions()).isEmpty();
    }
  }
}
