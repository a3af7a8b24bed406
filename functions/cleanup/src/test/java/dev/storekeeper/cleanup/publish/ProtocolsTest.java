package dev.storekeeper.cleanup.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each protocol sends, in detail. */
class ProtocolsTest {
  @TempDir private Path folder;

  @Test
  void aWheelIsSentWithWhatItSaysOfItself() throws Exception {
    byte[] wheel = Samples.wheel(Samples.METADATA);
    try (RestoreFixture fixture = pypi("my_pkg_x-1.0.0-py3-none-any.whl", wheel)) {
      fixture.restore();

      Map<String, List<String>> form = fixture.service.pypi().forms().getFirst();
      assertThat(form)
          .contains(
              entry("name", List.of("My_Pkg.x")),
              entry("version", List.of("1.0.0")),
              entry("filetype", List.of("bdist_wheel")),
              entry("pyversion", List.of("py3")),
              entry("metadata_version", List.of("2.3")),
              entry("summary", List.of("A widget\nin two lines")),
              entry(
                  "classifiers",
                  List.of("Programming Language :: Python :: 3", "Topic :: Software Development")),
              entry("project_urls", List.of("Home, https://example.com/home")),
              entry("requires_python", List.of(">=3.9")),
              entry("requires_dist", List.of("requests >=2; extra == \"net\"", "attrs")),
              entry("provides_extras", List.of("net")),
              entry("description_content_type", List.of("text/markdown")),
              entry("description", List.of("# Widget\n\nGr\u00fc\u00dfe\n")))
          .doesNotContainKeys("author", "license");
    }
  }

  @ParameterizedTest
  @CsvSource({"my_pkg_x-1.0.0.tar.gz", "my_pkg_x-1.0.0.zip"})
  void aSourceDistributionIsSentWithItsOwnPkgInfo(String name) throws Exception {
    byte[] content =
        name.endsWith(".zip")
            ? Samples.zip(Map.of("my_pkg_x-1.0.0/PKG-INFO", Samples.utf8(Samples.METADATA)))
            : Samples.sdist(Samples.METADATA);
    try (RestoreFixture fixture = pypi(name, content)) {
      fixture.restore();

      assertThat(fixture.service.pypi().forms().getFirst())
          .contains(
              entry("name", List.of("My_Pkg.x")),
              entry("filetype", List.of("sdist")),
              entry("pyversion", List.of("")));
    }
  }

  @Test
  void anArchiveWithoutMetadataIsRefused() throws Exception {
    byte[] empty = Samples.zip(Map.of("readme", Samples.utf8("x")));
    try (RestoreFixture fixture = pypi("my_pkg_x-1.0.0-py3-none-any.whl", empty)) {
      assertThat(fixture.restore().toString()).contains("no file whose name matches");
    }
    try (RestoreFixture fixture = pypi("my_pkg_x-1.0.0.tar.gz", new byte[] {1, 2, 3})) {
      assertThat(fixture.restore().toString()).contains("The archive cannot be read");
    }
  }

  @Test
  void onlyWhatIsMissingIsSent() throws Exception {
    byte[] wheel = Samples.wheel(Samples.METADATA);
    Map<String, byte[]> assets = new TreeMap<>();
    assets.put("my_pkg_x-1.0.0-py3-none-any.whl", wheel);
    assets.put("my_pkg_x-1.0.0.tar.gz", Samples.sdist(Samples.METADATA));
    try (RestoreFixture fixture =
        new RestoreFixture(
            RestoreFixture.version("pypi", "", "my-pkg-x", "1.0.0"), "Published", assets, folder)) {
      fixture.source.put(
          fixture.version, "Published", Map.of("my_pkg_x-1.0.0-py3-none-any.whl", wheel));

      assertThat(fixture.restore()).isInstanceOf(Restoration.Restored.class);

      assertThat(fixture.service.pypi().forms())
          .singleElement()
          .satisfies(form -> assertThat(form).contains(entry("filetype", List.of("sdist"))));
    }
  }

  @Test
  void anNpmVersionBringsItsPackageJsonAndATagOfItsOwn() throws Exception {
    String packageJson =
        "{\"name\":\"@acme/ui\",\"version\":\"1.0.0\",\"description\":\"W\",\"bin\":{\"ui\":\"x\"}}";
    try (RestoreFixture fixture = npm("acme", packageJson)) {
      fixture.restore();

      JsonNode document = fixture.service.npm().last();
      assertThat(document.path("dist-tags").toString()).isEqualTo("{\"restored-1.0.0\":\"1.0.0\"}");
      assertThat(document.path("description").asText()).isEqualTo("W");
      assertThat(document.path("access").isNull()).isTrue();
      JsonNode manifest = document.path("versions").path("1.0.0");
      assertThat(manifest.path("bin").toString()).isEqualTo("{\"ui\":\"x\"}");
      assertThat(manifest.path("_id").asText()).isEqualTo("@acme/ui@1.0.0");
      assertThat(manifest.path("dist").path("tarball").asText())
          .startsWith("http://127.0.0.1:")
          .endsWith("/npm/releases/@acme/ui/-/@acme/ui-1.0.0.tgz");
      assertThat(fixture.service.requests()).contains("PUT npm @acme%2fui");
    }
  }

  @Test
  void anNpmVersionWithoutAScopeHasNoneInItsPath() throws Exception {
    try (RestoreFixture fixture = npm("", "{}")) {
      fixture.restore();

      assertThat(fixture.service.requests()).contains("PUT npm ui");
      assertThat(fixture.service.npm().last().path("name").asText()).isEqualTo("ui");
    }
  }

  @ParameterizedTest
  @CsvSource({"[], package.json is no object", "{, package.json is no JSON"})
  void aBrokenPackageJsonIsRefused(String packageJson, String reason) throws Exception {
    try (RestoreFixture fixture = npm("acme", packageJson)) {
      assertThat(fixture.restore()).isEqualTo(new Restoration.Refused(reason));
    }
  }

  @Test
  void mavenFilesComeWithTheirChecksumsAndTheMetadataLast() throws Exception {
    try (RestoreFixture fixture = maven("Published")) {
      fixture.restore();

      String version = "maven com/acme/core/1.0/";
      assertThat(fixture.service.requests())
          .filteredOn(line -> line.startsWith("PUT") || line.startsWith("GET "))
          .containsExactly(
              "PUT " + version + "core-1.0.jar",
              "PUT " + version + "core-1.0.jar.sha256",
              "PUT " + version + "core-1.0.jar.sha1",
              "PUT " + version + "core-1.0.jar.md5",
              "PUT " + version + "core-1.0.pom",
              "PUT " + version + "core-1.0.pom.sha256",
              "PUT " + version + "core-1.0.pom.sha1",
              "PUT " + version + "core-1.0.pom.md5",
              "GET maven com/acme/core/maven-metadata.xml",
              "PUT maven com/acme/core/maven-metadata.xml");
      assertThat(metadata(fixture))
          .contains("<release>1.0</release>", "<version>1.0</version>")
          .contains("<lastUpdated>20260304050607</lastUpdated>");
    }
  }

  @Test
  void anOldMavenVersionDoesNotBecomeTheNewest() throws Exception {
    try (RestoreFixture fixture = maven("Published")) {
      fixture
          .service
          .maven()
          .metadata()
          .put(
              "com/acme/core/maven-metadata.xml",
              Samples.utf8(
                  """
                  <metadata><groupId>com.acme</groupId><artifactId>core</artifactId>
                  <versioning><latest>2.0</latest><release>2.0</release>
                  <versions><version>2.0</version></versions></versioning></metadata>
                  """));
      fixture.restore();

      assertThat(metadata(fixture))
          .contains("<latest>2.0</latest>", "<release>2.0</release>")
          .contains("<version>2.0</version><version>1.0</version>");
    }
  }

  @Test
  void anUnfinishedMavenVersionStaysUnfinished() throws Exception {
    try (RestoreFixture fixture = maven("Unfinished")) {
      fixture.restore();

      assertThat(fixture.service.requests()).noneMatch(line -> line.contains("metadata"));
      assertThat(fixture.there().orElseThrow().status()).isEqualTo("Unfinished");
    }
  }

  @Test
  void whatTheServiceMakesItselfIsNeitherSentNorCompared() throws Exception {
    Map<String, byte[]> assets =
        Map.of("core-1.0.jar", Samples.utf8("jar"), "maven-metadata.xml", Samples.utf8("old"));
    try (RestoreFixture fixture =
        new RestoreFixture(
            RestoreFixture.version("maven", "com.acme", "core", "1.0"),
            "Published",
            assets,
            folder)) {
      assertThat(fixture.restore()).isInstanceOf(Restoration.Restored.class);
      assertThat(fixture.there().orElseThrow().assets()).containsOnlyKeys("core-1.0.jar");

      fixture.source.put(
          fixture.version,
          "Published",
          Map.of("core-1.0.jar", Samples.utf8("jar"), "maven-metadata.xml", Samples.utf8("new")));
      assertThat(fixture.restore()).isInstanceOf(Restoration.AlreadyThere.class);
    }
  }

  @Test
  void aGenericVersionIsUnfinishedUntilItsLastAsset() throws Exception {
    Map<String, byte[]> assets =
        Map.of("a", new byte[] {1}, "b", new byte[] {2}, "c", new byte[] {3});
    try (RestoreFixture fixture =
        new RestoreFixture(
            RestoreFixture.version("generic", "acme", "image", "1.0"),
            "Published",
            assets,
            folder)) {
      fixture.restore();

      assertThat(fixture.service.requests())
          .filteredOn(line -> line.startsWith("Publish"))
          .containsExactly(
              "PublishPackageVersion a unfinished",
              "PublishPackageVersion b unfinished",
              "PublishPackageVersion c");
    }
  }

  @Test
  void anUnfinishedGenericVersionWithAllItsAssetsIsFinished() throws Exception {
    Map<String, byte[]> assets = Map.of("a", new byte[] {1});
    try (RestoreFixture fixture =
        new RestoreFixture(
            RestoreFixture.version("generic", "acme", "image", "1.0"),
            "Published",
            assets,
            folder)) {
      fixture.source.put(fixture.version, "Unfinished", assets);

      assertThat(fixture.restore()).isInstanceOf(Restoration.Restored.class);
      assertThat(fixture.there().orElseThrow().status()).isEqualTo("Published");
    }
  }

  private static String metadata(RestoreFixture fixture) {
    return new String(
        Optional.ofNullable(
                fixture.service.maven().metadata().get("com/acme/core/maven-metadata.xml"))
            .orElseThrow(),
        StandardCharsets.UTF_8);
  }

  private RestoreFixture pypi(String name, byte[] content) throws Exception {
    return new RestoreFixture(
        RestoreFixture.version("pypi", "", "my-pkg-x", "1.0.0"),
        "Published",
        Map.of(name, content),
        folder);
  }

  private RestoreFixture npm(String scope, String packageJson) throws Exception {
    return new RestoreFixture(
        RestoreFixture.version("npm", scope, "ui", "1.0.0"),
        "Published",
        Map.of("package.tgz", Samples.tarball(packageJson)),
        folder);
  }

  private RestoreFixture maven(String status) throws Exception {
    return new RestoreFixture(
        RestoreFixture.version("maven", "com.acme", "core", "1.0"),
        status,
        Map.of("core-1.0.jar", Samples.utf8("jar"), "core-1.0.pom", Samples.utf8("<project/>")),
        folder);
  }
}
