package dev.storekeeper.cleanup.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.storekeeper.cleanup.Loopback;
import dev.storekeeper.cleanup.Loopback.Reply;
import dev.storekeeper.codeartifact.Asset;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;

class AwsRegistryTest {
  private static final DomainId ACME = new DomainId("eu-west-1", "111122223333", "acme");
  private static final RepositoryId TEAM = new RepositoryId(ACME, "team");
  private static final PackageCoordinates WIDGET = TEAM.packageOf("npm", "", "widget");
  private static final PackageVersion VERSION = new PackageVersion(WIDGET, "1.0");

  private Loopback server;
  private CodeartifactClient client;
  private AwsRegistry registry;
  private AwsRepositoryRegistry repositories;

  @BeforeEach
  void start() throws IOException {
    server = new Loopback();
    client =
        CodeartifactClient.builder()
            .endpointOverride(server.uri())
            .region(Region.EU_WEST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(it -> it.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    registry = new AwsRegistry(client, ArchivedVersions.LISTED, _ -> Map.of());
    repositories = new AwsRepositoryRegistry(client);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void allPagesOfRepositoriesAreRead() throws Exception {
    server.reply(request ->
        request.uri().contains("next-token=")
            ? Reply.json("{\"repositories\":[{\"name\":\"aa\"}]}")
            : Reply.json("{\"repositories\":[{\"name\":\"bb\"}],\"nextToken\":\"n\"}"));

    assertThat(registry.repositories(ACME)).containsExactly("aa", "bb");
    assertThat(server.requests().getFirst().uri())
        .contains("domain=acme", "domain-owner=111122223333", "max-results=1000");
  }

  @Test
  void aRepositoryIsDescribedWhateverItsConnectionsStatusIsCalled() throws Exception {
    server.reply(_ ->
        Reply.json(
            """
            {"repository":{"name":"team","administratorAccount":"999999999999","createdTime":1000.5,
             "upstreams":[{"repositoryName":"one"},{"repositoryName":"two"}],
             "externalConnections":[{"externalConnectionName":"public:pypi","status":"AVAILABLE"}]}}
            """));

    assertThat(registry.repository(TEAM))
        .isEqualTo(
            new DescribedRepository(
                TEAM,
                "999999999999",
                Instant.parse("1970-01-01T00:16:40.500Z"),
                Optional.empty(),
                List.of("one", "two"),
                List.of("public:pypi")));
  }

  @Test
  void aPackagePageNamesTheNextOne() throws Exception {
    server.reply(_ ->
        Reply.json(
            """
            {"packages":[{"format":"npm","namespace":"acme","package":"ui"},
             {"format":"brand-new","package":"thing"}],"nextToken":"n"}
            """));

    assertThat(registry.packages(TEAM, Optional.of("before")))
        .isEqualTo(
            new PackagePage(
                List.of(
                    new ListedPackage("npm", "acme", "ui"),
                    new ListedPackage("brand-new", "", "thing")),
                Optional.of("n")));
    assertThat(server.requests().getFirst().uri()).contains("next-token=before", "max-results=100");
  }

  @Test
  void allVersionsAreListedNewestFirstWithWhateverStatus() throws Exception {
    server.reply(request ->
        request.uri().contains("next-token=")
            ? Reply.json(
                versions("", version("1.0", "Frozen", "SIDEWAYS"), version("2.0", "X", "")))
            : Reply.json(
                versions(
                    ",\"nextToken\":\"n\"",
                    version("2.0", "Published", "INTERNAL"),
                    version("1.1", "Archived", "EXTERNAL"))));

    assertThat(registry.versions(WIDGET))
        .isEqualTo(
            new VersionListing(
                Optional.of("2.0"),
                List.of(
                    new ListedVersion("2.0", "r-2.0", "Published", OriginType.INTERNAL),
                    new ListedVersion("1.1", "r-1.1", "Archived", OriginType.EXTERNAL),
                    new ListedVersion("1.0", "r-1.0", "Frozen", OriginType.UNKNOWN))));
    assertThat(server.requests()).hasSize(2);
    assertThat(server.requests().getFirst().uri())
        .contains("sortBy=PUBLISHED_TIME", "max-results=1000")
        .doesNotContain("status=", "namespace=");
  }

  @Test
  void archivedVersionsAreAskedForIfWantedAndNoneWasListed() throws Exception {
    registry = new AwsRegistry(client, ArchivedVersions.ASKED_FOR, _ -> Map.of());
    server.reply(request ->
        request.uri().contains("status=Archived")
            ? Reply.json(versions("", version("1.0", "Archived", "INTERNAL")))
            : Reply.json(versions("", version("2.0", "Published", "INTERNAL"))));

    assertThat(registry.versions(WIDGET).versions())
        .extracting(ListedVersion::version)
        .containsExactly("2.0", "1.0");
  }

  @Test
  void aListingThatIsCutShortIsNoListing() {
    server.reply(request ->
        request.uri().contains("next-token=")
            ? Reply.error(429, "ThrottlingException")
            : Reply.json(
                versions(",\"nextToken\":\"n\"", version("2.0", "Published", "INTERNAL"))));

    assertThat(kind(() -> registry.versions(WIDGET))).isEqualTo(RegistryException.Kind.UNAVAILABLE);
  }

  @Test
  void pagesWithoutEndAreNoListing() {
    server.reply(_ -> Reply.json(versions(",\"nextToken\":\"n\"")));

    assertThatThrownBy(() -> registry.versions(WIDGET))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("the page after a page is the page itself");
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void aVersionWithoutRevisionIsNoListing() {
    server.reply(_ -> Reply.json(versions("", "{\"version\":\"1\",\"status\":\"Published\"}")));

    assertThatThrownBy(() -> registry.versions(WIDGET)).hasMessageContaining("has no revision");
  }

  @Test
  void timeAndAssetsOfAVersionAreRead() throws Exception {
    server.reply(request ->
        request.uri().startsWith("/v1/package/version/assets")
            ? Reply.json(
                "{\"assets\":[{\"name\":\"a\",\"size\":7,\"hashes\":{\"SHA-256\":\"%s\"}}]}"
                    .formatted("ab".repeat(32)))
            : Reply.json("{\"packageVersion\":{\"publishedTime\":1000.0}}"));

    assertThat(registry.publishedTime(VERSION)).isEqualTo(Instant.ofEpochSecond(1000));
    assertThat(registry.assets(VERSION))
        .containsExactly(new Asset("a", 7, Optional.of("ab".repeat(32))));
  }

  @Test
  void aMissingTimeAndAMissingSizeAreNoAnswer() {
    server.reply(_ -> Reply.json("{\"packageVersion\":{},\"assets\":[{\"name\":\"a\"}]}"));

    assertThat(kind(() -> registry.publishedTime(VERSION)))
        .isEqualTo(RegistryException.Kind.UNAVAILABLE);
    assertThat(kind(() -> registry.assets(VERSION))).isEqualTo(RegistryException.Kind.UNAVAILABLE);
  }

  @Test
  void theResultsOfAStatusChangeAreReadOneByOne() throws Exception {
    server.reply(_ ->
        Reply.json(
            """
            {"successfulVersions":{"1":{"status":"Archived"},"2":{"status":"Published"},
              "3":{"status":"Archived"}},
             "failedVersions":{"3":{"errorCode":"MISMATCHED_STATUS","errorMessage":"m"},
              "4":{"errorCode":"SKIPPED"}}}
            """));

    Map<String, VersionResult> results =
        registry.setStatus(
            WIDGET,
            new TreeMap<>(Map.of("1", "a", "2", "b", "3", "c", "4", "d", "5", "e")),
            "Published",
            "Archived");

    assertThat(results)
        .isEqualTo(
            Map.of(
                "1", new VersionResult.Done(),
                "2",
                    new VersionResult.Failed(
                        "UNEXPECTED_STATUS", "found Published, expected Archived"),
                "3", new VersionResult.Failed("MISMATCHED_STATUS", "m"),
                "4", new VersionResult.Failed("SKIPPED", ""),
                "5",
                    new VersionResult.Failed(
                        "UNANSWERED", "the answer names neither success nor failure")));
    assertThat(server.requests().getFirst().text())
        .contains("\"expectedStatus\":\"Published\"", "\"targetStatus\":\"Archived\"")
        .contains("\"versionRevisions\":{\"1\":\"a\"");
  }

  @Test
  void onlyArchivedVersionsAreDeleted() throws Exception {
    server.reply(_ -> Reply.json("{\"successfulVersions\":{\"1\":{\"status\":\"Deleted\"}}}"));

    assertThat(registry.deleteArchived(WIDGET, List.of("1")))
        .isEqualTo(Map.of("1", new VersionResult.Done()));
    assertThat(server.requests().getFirst().text())
        .contains("\"expectedStatus\":\"Archived\"", "\"versions\":[\"1\"]");
  }

  @Test
  void moreVersionsThanACallTakesAreRefusedBeforeTheCall() {
    List<String> many = IntStream.range(0, 101).mapToObj(i -> "v" + i).toList();

    assertThatThrownBy(() -> registry.deleteArchived(WIDGET, many))
        .hasMessage("versions: found 101, expected 1 to 100");
    assertThatThrownBy(() -> registry.deleteArchived(WIDGET, List.of()))
        .hasMessage("versions: found 0, expected 1 to 100");
    assertThat(server.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDeniedException, DENIED",
    "404, ResourceNotFoundException, NOT_FOUND",
    "409, ConflictException, CONFLICT",
    "400, ValidationException, UNAVAILABLE",
    "429, ThrottlingException, UNAVAILABLE",
    "500, InternalServerException, UNAVAILABLE"
  })
  void errorsAreTold(int status, String code, RegistryException.Kind kind) {
    server.reply(_ -> Reply.error(status, code));

    RegistryException e = catchThrowableOfType(RegistryException.class, () -> registry.tags(TEAM));

    assertThat(e.kind()).isEqualTo(kind);
    assertThat(e).hasMessageContaining("ListTagsForResource of 111122223333/acme/team: " + code);
  }

  @Test
  void aServiceThatCannotBeReachedIsUnavailable() {
    server.close();

    assertThat(kind(() -> registry.tags(TEAM))).isEqualTo(RegistryException.Kind.UNAVAILABLE);
  }

  @Test
  void policiesAreComparedAndSet() throws Exception {
    server.reply(_ -> Reply.json("{\"policy\":{\"revision\":\"r2\",\"document\":\"{}\"}}"));

    assertThat(repositories.putRepositoryPolicy(TEAM, "{}", Optional.of("r1")))
        .isEqualTo(new ResourcePolicy("r2", "{}"));
    assertThat(repositories.putDomainPolicy(ACME, "{}", Optional.empty()))
        .isEqualTo(new ResourcePolicy("r2", "{}"));
    assertThat(server.requests().get(0).text()).contains("\"policyRevision\":\"r1\"");
    assertThat(server.requests().get(1).text()).doesNotContain("policyRevision");
    repositories.deleteRepositoryPolicy(TEAM, "r2");
    repositories.deleteDomainPolicy(ACME, "r2");
    assertThat(server.requests().subList(2, 4))
        .allMatch(request -> request.uri().contains("policy-revision=r2"));
  }

  @Test
  void aPolicyThatIsNotThereIsAbsentAndOneThatIsDeniedIsNot() throws Exception {
    server.reply(_ -> Reply.error(404, "ResourceNotFoundException"));
    assertThat(repositories.repositoryPolicy(TEAM)).isEmpty();
    assertThat(repositories.domainPolicy(ACME)).isEmpty();
    server.reply(_ -> Reply.error(403, "AccessDeniedException"));
    assertThat(kind(() -> repositories.domainPolicy(ACME)))
        .isEqualTo(RegistryException.Kind.DENIED);
  }

  @Test
  void repositoriesAreChanged() throws Exception {
    server.reply(_ -> Reply.json("{}"));

    repositories.createRepository(TEAM, Optional.of("d"), List.of("up"), Map.of("k", "v"));
    repositories.updateRepository(TEAM, Optional.empty(), List.of());
    repositories.associateExternalConnection(TEAM, "public:pypi");
    repositories.tag(TEAM, Map.of("k", "v"));
    repositories.untag(TEAM, Set.of("k"));
    repositories.deleteRepository(TEAM);

    assertThat(server.requests())
        .extracting(request -> request.method() + " " + request.text())
        .containsExactly(
            "POST {\"description\":\"d\",\"upstreams\":[{\"repositoryName\":\"up\"}],"
                + "\"tags\":[{\"key\":\"k\",\"value\":\"v\"}]}",
            "PUT {\"upstreams\":[]}",
            "POST ",
            "POST {\"tags\":[{\"key\":\"k\",\"value\":\"v\"}]}",
            "POST {\"tagKeys\":[\"k\"]}",
            "DELETE ");
  }

  private interface Call {
    Object run() throws RegistryException;
  }

  private static RegistryException.Kind kind(Call call) {
    return catchThrowableOfType(RegistryException.class, call::run).kind();
  }

  private static String versions(String more, String... versions) {
    return "{\"defaultDisplayVersion\":\"2.0\",\"versions\":["
        + String.join(",", versions)
        + "]"
        + more
        + "}";
  }

  private static String version(String version, String status, String origin) {
    return "{\"version\":\"%s\",\"revision\":\"r-%s\",\"status\":\"%s\",\"origin\":{\"originType\":\"%s\"}}"
        .formatted(version, version, status, origin);
  }
}
