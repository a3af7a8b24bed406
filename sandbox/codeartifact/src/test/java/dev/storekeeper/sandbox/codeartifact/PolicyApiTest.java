package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import software.amazon.awssdk.services.codeartifact.model.AccessDeniedException;
import software.amazon.awssdk.services.codeartifact.model.ConflictException;
import software.amazon.awssdk.services.codeartifact.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codeartifact.model.ResourcePolicy;
import software.amazon.awssdk.services.codeartifact.model.ValidationException;

final class PolicyApiTest {
  private static final String ARN = "arn:aws:codeartifact:eu-west-1:111111111111:";
  private static final String ALLOW =
      statement("'Effect':'Allow','Action':'codeartifact:ReadFromRepository','Resource':'*'");

  @TempDir Path state;
  private Sandbox sandbox;

  @BeforeEach
  void start() throws IOException {
    sandbox = new Sandbox(state).withRepository();
  }

  @AfterEach
  void stop() throws IOException {
    sandbox.close();
  }

  private static String statement(String members) {
    return ("{'Version':'2012-10-17','Statement':[{'Principal':'*'," + members + "}]}")
        .replace('\'', '"');
  }

  private static String deny(String action) {
    return statement("'Effect':'Deny','Action':'codeartifact:" + action + "','Resource':'*'");
  }

  private ResourcePolicy putOnDomain(String document) {
    return sandbox
        .client
        .putDomainPermissionsPolicy(
            request -> request.domain("acme").domainOwner(Sandbox.ACCOUNT).policyDocument(document))
        .policy();
  }

  private ResourcePolicy putOnDomain(String document, String revision) {
    return sandbox
        .client
        .putDomainPermissionsPolicy(
            request -> request.domain("acme").policyDocument(document).policyRevision(revision))
        .policy();
  }

  private ResourcePolicy putOnRepository(String document) {
    return sandbox
        .client
        .putRepositoryPermissionsPolicy(
            request -> request.domain("acme").repository("releases").policyDocument(document))
        .policy();
  }

  private ResourcePolicy putOnRepository(String document, String revision) {
    return sandbox
        .client
        .putRepositoryPermissionsPolicy(request ->
            request
                .domain("acme")
                .repository("releases")
                .policyDocument(document)
                .policyRevision(revision))
        .policy();
  }

  private ResourcePolicy ofDomain() {
    return sandbox.client.getDomainPermissionsPolicy(request -> request.domain("acme")).policy();
  }

  private ResourcePolicy ofRepository() {
    return sandbox
        .client
        .getRepositoryPermissionsPolicy(request -> request.domain("acme").repository("releases"))
        .policy();
  }

  @Test
  void aPolicyIsKeptAsItWasPut() throws IOException {
    ResourcePolicy domain = putOnDomain(ALLOW);
    ResourcePolicy repository = putOnRepository(deny("DeletePackage"));

    assertThat(domain.resourceArn()).isEqualTo(ARN + "domain/acme");
    assertThat(domain.document()).isEqualTo(ALLOW);
    assertThat(repository.resourceArn()).isEqualTo(ARN + "repository/acme/releases");
    sandbox.close();
    sandbox = new Sandbox(state);
    assertThat(ofDomain()).isEqualTo(domain);
    assertThat(ofRepository()).isEqualTo(repository);
  }

  @Test
  void theRevisionChangesWithEachPutAndGuardsIt() {
    String first = putOnDomain(ALLOW).revision();
    String second = putOnDomain(ALLOW, first).revision();

    assertThat(second).isNotEqualTo(first).matches("\\S{1,50}");
    assertThatThrownBy(() -> putOnDomain(deny("*"), first))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("revision " + second)
        .hasMessageContaining(first);
    assertThat(ofDomain().document()).isEqualTo(ALLOW);
    assertThatThrownBy(() ->
            sandbox.client.deleteDomainPermissionsPolicy(
                request -> request.domain("acme").policyRevision(first)))
        .isInstanceOf(ConflictException.class);
    assertThat(putOnDomain(deny("DeleteDomain")).revision()).isNotEqualTo(second);
    assertThatThrownBy(() -> putOnRepository(ALLOW, first))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("there is none");
  }

  @Test
  void aPolicyThatIsNotThereIsNotFound() {
    assertThatThrownBy(this::ofDomain)
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("domain 'acme' has no permissions policy");
    assertThatThrownBy(this::ofRepository)
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("repository 'releases' has no permissions policy");
    String revision = putOnRepository(ALLOW).revision();
    assertThat(
            sandbox
                .client
                .deleteRepositoryPermissionsPolicy(request ->
                    request.domain("acme").repository("releases").policyRevision(revision))
                .policy()
                .document())
        .isEqualTo(ALLOW);
    assertThatThrownBy(this::ofRepository).isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() ->
            sandbox.client.putDomainPermissionsPolicy(
                request -> request.domain("absent").policyDocument(ALLOW)))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvFileSource(
      resources = "policies.csv",
      numLinesToSkip = 1,
      delimiter = ';',
      quoteCharacter = '~')
  void aWrongDocumentIsRefusedWithTheElementThatIsWrong(String document, String text) {
    String given = document == null ? "" : document;

    assertThatThrownBy(() -> putOnDomain(given))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("policyDocument")
        .hasMessageContaining(text);
    assertThatThrownBy(this::ofDomain).isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void aDocumentHasAtMost7168Characters() {
    String padding = " ".repeat(7168 - ALLOW.length());

    assertThat(putOnDomain(ALLOW + padding).document()).hasSize(7168);
    assertThatThrownBy(() -> putOnDomain(ALLOW + padding + " "))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("1 to 7168 characters");
  }

  @Test
  void aPolicyIsSetByTheOwningAccountOnly() throws IOException {
    Principal stranger = new Principal("222222222222", "arn:aws:iam::222222222222:user/x");
    sandbox.close();
    sandbox =
        new Sandbox(
            state, options -> options.withAccess(exchange -> stranger, (who, what, where) -> {}));

    assertThatThrownBy(() -> putOnDomain(ALLOW))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("222222222222");
  }

  @Test
  void aDomainPolicyKeepsRepositoriesFromBeingDeletedButForTheOneThatItOpens() {
    sandbox.client.createRepository(request -> request.domain("acme").repository("open"));
    putOnDomain(
        statement(
            "'Sid':'DenyRepositoryDeletion','Effect':'Deny','Action':'codeartifact:DeleteRepository',"
                + "'NotResource':'"
                + ARN
                + "repository/acme/open'"));

    assertThatThrownBy(() ->
            sandbox.client.deleteRepository(
                request -> request.domain("acme").repository("releases")))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("explicit deny in a resource-based policy");
    sandbox.client.deleteRepository(request -> request.domain("acme").repository("open"));
    assertThat(
            sandbox
                .client
                .listRepositoriesInDomain(request -> request.domain("acme"))
                .repositories())
        .extracting(repository -> repository.name())
        .containsExactly("releases");
  }

  @Test
  void aPolicyBindsPackageRequestsAndTheTokenThatTheyNeed() {
    sandbox.publish("hello", "1.0", "a.txt", "content");
    String token = sandbox.token();

    putOnRepository(deny("ReadFromRepository"));
    assertThat(sandbox.get(token, "hello/1.0/a.txt").statusCode()).isEqualTo(403);
    assertThat(sandbox.put(token, "releases", "hello/1.1/a.txt", "x").statusCode()).isEqualTo(201);
    putOnRepository(deny("PublishPackageVersion"));
    assertThat(sandbox.get(token, "hello/1.0/a.txt").statusCode()).isEqualTo(200);
    assertThat(sandbox.put(token, "releases", "hello/1.2/a.txt", "x").statusCode()).isEqualTo(403);
    putOnDomain(deny("GetAuthorizationToken"));
    assertThatThrownBy(sandbox::token).isInstanceOf(AccessDeniedException.class);
    putOnDomain(deny("CreateRepository"));
    assertThatThrownBy(() ->
            sandbox.client.createRepository(request -> request.domain("acme").repository("more")))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void nobodyLocksHimselfOut() {
    putOnDomain(deny("*"));
    putOnRepository(deny("*"));

    assertThatThrownBy(this::ofDomain).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(this::ofRepository).isInstanceOf(AccessDeniedException.class);
    putOnDomain(ALLOW);
    putOnRepository(ALLOW);
    assertThat(ofRepository().document()).isEqualTo(ALLOW);
  }

  @Test
  void aPolicyGoesWithItsRepositoryAndDomain() {
    putOnDomain(ALLOW);
    putOnRepository(ALLOW);

    sandbox.client.deleteRepository(request -> request.domain("acme").repository("releases"));
    sandbox.client.deleteDomain(request -> request.domain("acme"));
    sandbox.withRepository();

    assertThatThrownBy(this::ofDomain).isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(this::ofRepository).isInstanceOf(ResourceNotFoundException.class);
  }
}
