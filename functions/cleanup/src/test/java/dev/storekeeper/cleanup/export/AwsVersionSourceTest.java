package dev.storekeeper.cleanup.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RegistryException.Kind;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsVersionSourceTest {
  private static final String VERSION_PATH = "/v1/package/version";
  private static final String ASSETS_PATH = "/v1/package/version/assets";
  private static final String DEPENDENCIES_PATH = "/v1/package/version/dependencies";
  private static final String ASSET_PATH = "/v1/package/version/asset";
  private static final PackageVersion VERSION =
      new PackageVersion(
          new PackageCoordinates(
              "eu-west-1",
              "111111111111",
              "acme",
              "releases",
              Optional.empty(),
              "npm",
              "acme",
              "ui"),
          "1.0.0");

  private CannedCodeArtifact service;
  private AwsVersionSource source;

  @BeforeEach
  void start() throws IOException {
    service = new CannedCodeArtifact();
    source = new AwsVersionSource(service.client());
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void aVersionIsToldWithEverything() throws RegistryException {
    service.answer(
        VERSION_PATH,
        200,
        """
        {"packageVersion":{"format":"npm","namespace":"acme","packageName":"ui","version":"1.0.0",
         "displayName":"UI","summary":"Widgets","homePage":"https://example.com",
         "sourceCodeRepository":"https://example.com/git","publishedTime":1772619328.5,
         "licenses":[{"name":"MIT","url":"https://example.com/mit"},{"name":"BSD"}],
         "revision":"r1","status":"Unlisted","origin":{"originType":"INTERNAL",
         "domainEntryPoint":{"repositoryName":"releases"}}}}
        """);

    SourceVersion found = source.describe(VERSION);

    assertThat(found.revision()).isEqualTo("r1");
    assertThat(found.status()).isEqualTo("Unlisted");
    assertThat(found.origin()).isEqualTo(OriginType.INTERNAL);
    assertThat(found.published()).contains(Instant.parse("2026-03-04T10:15:28.500Z"));
    assertThat(found.metadata().toString())
        .isEqualTo(
            ("{'format':'npm','namespace':'acme','packageName':'ui','displayName':'UI',"
                    + "'version':'1.0.0','summary':'Widgets','homePage':'https://example.com',"
                    + "'sourceCodeRepository':'https://example.com/git',"
                    + "'publishedTime':'2026-03-04T10:15:28.500Z','revision':'r1',"
                    + "'status':'Unlisted','licenses':[{'name':'MIT',"
                    + "'url':'https://example.com/mit'},{'name':'BSD'}],"
                    + "'origin':{'originType':'INTERNAL',"
                    + "'domainEntryPoint':{'repositoryName':'releases'}}}")
                .replace('\'', '"'));
    assertThat(service.requests().getFirst())
        .contains("domain-owner=111111111111", "namespace=acme", "package=ui", "version=1.0.0");
  }

  @Test
  void aVersionThatLeavesOutWhatMattersIsNotBelieved() {
    service.answer(VERSION_PATH, 200, "{\"packageVersion\":{\"status\":\"Published\"}}");

    assertFails(Kind.UNAVAILABLE, () -> source.describe(VERSION));
  }

  @ParameterizedTest
  @CsvSource({
    "403, DENIED",
    "404, NOT_FOUND",
    "409, CONFLICT",
    "429, UNAVAILABLE",
    "500, UNAVAILABLE"
  })
  void everyFailureSaysWhatItIs(int status, Kind kind) {
    service.answer(VERSION_PATH, status, "{\"message\":\"no\"}");

    assertFails(kind, () -> source.describe(VERSION));
  }

  @Test
  void allPagesOfAssetsAreRead() throws RegistryException {
    service.answer(ASSETS_PATH, 200, assets(0, 100, "r1", Optional.of("next")));
    service.answer(ASSETS_PATH, 200, assets(100, 30, "r1", Optional.empty()));

    assertThat(source.assets(VERSION, "r1"))
        .hasSize(130)
        .first()
        .isEqualTo(
            new SourceAsset(
                "asset-0",
                10,
                new Hashes(
                    Optional.of("0a".repeat(16)),
                    Optional.empty(),
                    Optional.of("ab".repeat(32)),
                    Optional.empty())));
    assertThat(service.requests().getLast()).contains("next-token=next");
  }

  @Test
  void oneAssetTooManyIsEnough() throws RegistryException {
    service.answer(ASSETS_PATH, 200, assets(0, 200, "r1", Optional.of("next")));

    assertThat(source.assets(VERSION, "r1")).hasSize(VersionSource.MAX_ASSETS + 1);
    assertThat(service.requests()).hasSize(2);
  }

  @Test
  void aRevisionThatChangesBetweenPagesIsNoticed() {
    service.answer(ASSETS_PATH, 200, assets(0, 100, "r1", Optional.of("next")));
    service.answer(ASSETS_PATH, 200, assets(100, 30, "r2", Optional.empty()));

    assertFails(Kind.CONFLICT, () -> source.assets(VERSION, "r1"));
  }

  @Test
  void emptyPagesEnd() {
    service.answer(ASSETS_PATH, 200, assets(0, 0, "r1", Optional.of("next")));

    assertFails(Kind.UNAVAILABLE, () -> source.assets(VERSION, "r1"));
    assertThat(service.requests()).hasSize(1_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'name':'x','hashes':{}}",
        "{'size':1,'hashes':{}}",
        "{'name':'x','size':1,'hashes':{'SHA-256':'ab'}}",
        "{'name':'x','size':-1,'hashes':{}}"
      })
  void anAssetThatMakesNoSenseIsNotBelieved(String asset) {
    service.answer(
        ASSETS_PATH, 200, ("{'versionRevision':'r1','assets':[" + asset + "]}").replace('\'', '"'));

    assertFails(Kind.UNAVAILABLE, () -> source.assets(VERSION, "r1"));
  }

  @Test
  void dependenciesAreKeptAsTheyAreTold() throws RegistryException {
    service.answer(
        DEPENDENCIES_PATH,
        200,
        """
        {"versionRevision":"r1","nextToken":"n","dependencies":[{"namespace":"b","package":"a",
         "dependencyType":"regular","versionRequirement":"^1"}]}
        """);
    service.answer(
        DEPENDENCIES_PATH,
        200,
        "{\"versionRevision\":\"r1\",\"dependencies\":[{\"package\":\"c\"}]}");

    assertThat(source.dependencies(VERSION, "r1"))
        .map(Object::toString)
        .containsExactly(
            "{\"namespace\":\"b\",\"package\":\"a\",\"dependencyType\":\"regular\","
                + "\"versionRequirement\":\"^1\"}",
            "{\"package\":\"c\"}");
  }

  @Test
  void anAssetIsReadInItsRevision() throws RegistryException, IOException {
    byte[] bytes = "tarball".getBytes(StandardCharsets.UTF_8);
    service.answer(ASSET_PATH, 200, bytes, Map.of("X-PackageVersionRevision", "r1"));

    try (InputStream content = source.open(VERSION, "r1", "package.tgz")) {
      assertThat(content.readAllBytes()).isEqualTo(bytes);
    }
    assertThat(service.requests().getFirst()).contains("asset=package.tgz", "revision=r1");
  }

  @Test
  void anAssetOfAnotherRevisionIsNotRead() {
    service.answer(ASSET_PATH, 200, new byte[10], Map.of("X-PackageVersionRevision", "r2"));

    assertFails(Kind.CONFLICT, () -> source.open(VERSION, "r1", "package.tgz"));
  }

  private static String assets(int from, int count, String revision, Optional<String> next) {
    String entries =
        IntStream.range(from, from + count)
            .mapToObj(i ->
                "{\"name\":\"asset-%d\",\"size\":10,\"hashes\":{\"MD5\":\"%s\",\"SHA-256\":\"%s\"}}"
                    .formatted(i, "0A".repeat(16), "ab".repeat(32)))
            .collect(Collectors.joining(","));
    return "{\"versionRevision\":\"%s\",%s\"assets\":[%s]}"
        .formatted(
            revision, next.map(token -> "\"nextToken\":\"" + token + "\",").orElse(""), entries);
  }

  private static void assertFails(Kind kind, ThrowingCallable call) {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(call)
        .matches(e -> e.kind() == kind);
  }
}
