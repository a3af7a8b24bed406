package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codeartifact.model.ConflictException;
import software.amazon.awssdk.services.codeartifact.model.ListRepositoriesInDomainResponse;
import software.amazon.awssdk.services.codeartifact.model.RepositoryDescription;
import software.amazon.awssdk.services.codeartifact.model.RepositorySummary;
import software.amazon.awssdk.services.codeartifact.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codeartifact.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.codeartifact.model.Tag;
import software.amazon.awssdk.services.codeartifact.model.UpstreamRepository;
import software.amazon.awssdk.services.codeartifact.model.UpstreamRepositoryInfo;
import software.amazon.awssdk.services.codeartifact.model.ValidationException;

final class RepositoryApiTest {
  @TempDir Path state;
  private Sandbox sandbox;

  @BeforeEach
  void start() throws IOException {
    sandbox = new Sandbox(state);
    sandbox.client.createDomain(request -> request.domain("acme"));
  }

  @AfterEach
  void stop() throws IOException {
    sandbox.close();
  }

  private RepositoryDescription create(String name, String... upstreams) {
    return sandbox
        .client
        .createRepository(request ->
            request
                .domain("acme")
                .repository(name)
                .description("about " + name)
                .upstreams(upstreams(upstreams)))
        .repository();
  }

  private static List<UpstreamRepository> upstreams(String... names) {
    return List.of(names).stream()
        .map(name -> UpstreamRepository.builder().repositoryName(name).build())
        .toList();
  }

  private static List<String> upstreamsOf(RepositoryDescription repository) {
    return repository.upstreams().stream().map(UpstreamRepositoryInfo::repositoryName).toList();
  }

  private RepositoryDescription describe(String name) {
    return sandbox
        .client
        .describeRepository(request -> request.domain("acme").repository(name))
        .repository();
  }

  @Test
  void aNewRepositoryIsDescribedAsCreated() {
    create("store");
    RepositoryDescription created = create("releases", "store");

    assertThat(describe("releases")).isEqualTo(created);
    assertThat(created.arn())
        .isEqualTo("arn:aws:codeartifact:eu-west-1:111111111111:repository/acme/releases");
    assertThat(created.administratorAccount()).isEqualTo(Sandbox.ACCOUNT);
    assertThat(created.domainName()).isEqualTo("acme");
    assertThat(created.domainOwner()).isEqualTo(Sandbox.ACCOUNT);
    assertThat(created.description()).isEqualTo("about releases");
    assertThat(upstreamsOf(created)).containsExactly("store");
    assertThat(created.externalConnections()).isEmpty();
    assertThat(created.createdTime()).isEqualTo(sandbox.clock.instant());
  }

  @Test
  void unknownDomainsRepositoriesAndUpstreamsAreNotFound() {
    create("releases");

    assertThatThrownBy(() ->
            sandbox.client.createRepository(
                request -> request.domain("other").repository("releases")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("other");
    assertThatThrownBy(() -> describe("absent"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("absent");
    assertThatThrownBy(() -> create("second", "absent"))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> create("releases")).isInstanceOf(ConflictException.class);
  }

  @Test
  void anUpdateReplacesUpstreamsInOrderAndKeepsWhatItDoesNotName() {
    create("one");
    create("two");
    create("releases", "one");

    sandbox.client.updateRepository(request ->
        request.domain("acme").repository("releases").upstreams(upstreams("two", "one")));
    assertThat(upstreamsOf(describe("releases"))).containsExactly("two", "one");
    assertThat(describe("releases").description()).isEqualTo("about releases");

    sandbox.client.updateRepository(
        request -> request.domain("acme").repository("releases").description("new"));
    assertThat(upstreamsOf(describe("releases"))).containsExactly("two", "one");
    assertThat(describe("releases").description()).isEqualTo("new");

    sandbox.client.updateRepository(request ->
        request.domain("acme").repository("releases").upstreams(List.<UpstreamRepository>of()));
    assertThat(describe("releases").upstreams()).isEmpty();
  }

  @Test
  void aRepositoryIsNotItsOwnUpstreamAndHasTenAtMost() {
    String[] names = new String[11];
    for (int i = 0; i < names.length; i++) {
      names[i] = "upstream-" + i;
      create(names[i]);
    }

    assertThatThrownBy(() -> create("releases", names))
        .isInstanceOf(ServiceQuotaExceededException.class);
    assertThatThrownBy(() -> create("own", "own")).isInstanceOf(ValidationException.class);
    assertThatThrownBy(() -> create("twice", "upstream-1", "upstream-1"))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("upstreams");
  }

  @Test
  void aRepositoryHasOneExternalConnectionOrUpstreams() {
    create("releases");
    associate("releases", "public:pypi");
    assertThat(describe("releases").externalConnections())
        .singleElement()
        .satisfies(connection -> {
          assertThat(connection.externalConnectionName()).isEqualTo("public:pypi");
          assertThat(connection.packageFormatAsString()).isEqualTo("pypi");
          assertThat(connection.statusAsString()).isEqualTo("AVAILABLE");
        });

    assertThatThrownBy(() -> associate("releases", "public:npmjs"))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("public:pypi");
    create("downstream", "releases");
    assertThatThrownBy(() -> associate("downstream", "public:npmjs"))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("upstreams");
    assertThatThrownBy(() ->
            sandbox.client.updateRepository(request ->
                request.domain("acme").repository("releases").upstreams(upstreams("downstream"))))
        .isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> associate("downstream", "public:unknown"))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("public:unknown");

    disassociate("releases", "public:pypi");
    assertThat(describe("releases").externalConnections()).isEmpty();
    assertThatThrownBy(() -> disassociate("releases", "public:pypi"))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  private void associate(String repository, String connection) {
    sandbox.client.associateExternalConnection(
        request -> request.domain("acme").repository(repository).externalConnection(connection));
  }

  private void disassociate(String repository, String connection) {
    sandbox.client.disassociateExternalConnection(
        request -> request.domain("acme").repository(repository).externalConnection(connection));
  }

  @Test
  void repositoriesAreListedByPrefixInPages() {
    for (String name : List.of("team-b", "team-a", "other", "team-c")) {
      create(name);
    }

    ListRepositoriesInDomainResponse first =
        sandbox.client.listRepositoriesInDomain(
            request -> request.domain("acme").repositoryPrefix("team-").maxResults(2));
    ListRepositoriesInDomainResponse second =
        sandbox.client.listRepositoriesInDomain(request ->
            request
                .domain("acme")
                .repositoryPrefix("team-")
                .maxResults(2)
                .nextToken(first.nextToken()));

    assertThat(first.repositories())
        .extracting(RepositorySummary::name)
        .containsExactly("team-a", "team-b");
    assertThat(second.repositories()).extracting(RepositorySummary::name).containsExactly("team-c");
    assertThat(second.nextToken()).isNull();
    assertThat(sandbox.client.listRepositories(request -> {}).repositories()).hasSize(4);
    assertThat(
            sandbox
                .client
                .listRepositoriesInDomain(
                    request -> request.domain("acme").administratorAccount("222222222222"))
                .repositories())
        .isEmpty();
    assertThatThrownBy(() ->
            sandbox.client.listRepositoriesInDomain(
                request -> request.domain("acme").nextToken(first.nextToken())))
        .as("a token of another filter")
        .isInstanceOf(ValidationException.class);
  }

  @Test
  void anEndpointLiesBelowThePublicBase() {
    create("releases");

    assertThat(
            sandbox
                .client
                .getRepositoryEndpoint(
                    request -> request.domain("acme").repository("releases").format("npm"))
                .repositoryEndpoint())
        .isEqualTo(sandbox.server.baseUri() + "/acme-111111111111/npm/releases/");
  }

  @Test
  void aDeletedRepositoryLeavesNothingToItsSuccessorNorOnDisk() throws IOException {
    create("releases");
    sandbox.publish("hello", "1.0", "a.txt", "content");

    sandbox.client.deleteRepository(request -> request.domain("acme").repository("releases"));
    create("releases");

    assertThat(
            sandbox
                .client
                .listPackages(request -> request.domain("acme").repository("releases"))
                .packages())
        .isEmpty();
    assertThat(
            sandbox
                .client
                .describeDomain(request -> request.domain("acme"))
                .domain()
                .assetSizeBytes())
        .isZero();
    assertThat(StateFiles.assets(state)).isEmpty();
  }

  @Test
  void aRepositoryIsTaggedByItsArn() {
    String arn = create("releases").arn();
    Tag tag = Tag.builder().key("keep").value("yes").build();

    sandbox.client.tagResource(request -> request.resourceArn(arn).tags(tag));

    assertThat(sandbox.client.listTagsForResource(request -> request.resourceArn(arn)).tags())
        .containsExactly(tag);
    assertThatThrownBy(() ->
            sandbox.client.listTagsForResource(
                request -> request.resourceArn(arn.replace("releases", "absent"))))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() ->
            sandbox.client.listTagsForResource(
                request -> request.resourceArn("arn:aws:s3:::bucket")))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("resourceArn");
  }
}
