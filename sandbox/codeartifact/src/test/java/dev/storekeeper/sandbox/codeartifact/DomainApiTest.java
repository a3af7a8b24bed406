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
import software.amazon.awssdk.services.codeartifact.model.DomainDescription;
import software.amazon.awssdk.services.codeartifact.model.DomainSummary;
import software.amazon.awssdk.services.codeartifact.model.ListDomainsResponse;
import software.amazon.awssdk.services.codeartifact.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codeartifact.model.ResourceType;
import software.amazon.awssdk.services.codeartifact.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.codeartifact.model.Tag;
import software.amazon.awssdk.services.codeartifact.model.ValidationException;

final class DomainApiTest {
  @TempDir Path state;
  private Sandbox sandbox;

  @BeforeEach
  void start() throws IOException {
    sandbox = new Sandbox(state);
  }

  @AfterEach
  void stop() throws IOException {
    sandbox.close();
  }

  @Test
  void aNewDomainIsDescribedAsCreated() {
    DomainDescription created =
        sandbox.client.createDomain(request -> request.domain("acme")).domain();

    DomainDescription described =
        sandbox
            .client
            .describeDomain(request -> request.domain("acme").domainOwner(Sandbox.ACCOUNT))
            .domain();

    assertThat(described).isEqualTo(created);
    assertThat(described.name()).isEqualTo("acme");
    assertThat(described.owner()).isEqualTo(Sandbox.ACCOUNT);
    assertThat(described.arn())
        .isEqualTo("arn:aws:codeartifact:eu-west-1:111111111111:domain/acme");
    assertThat(described.statusAsString()).isEqualTo("Active");
    assertThat(described.createdTime()).isEqualTo(sandbox.clock.instant());
    assertThat(described.repositoryCount()).isZero();
    assertThat(described.assetSizeBytes()).isZero();
    assertThat(described.encryptionKey()).startsWith("arn:aws:kms:");
    assertThat(described.s3BucketArn()).startsWith("arn:aws:s3:::");
  }

  @Test
  void aDomainCountsRepositoriesAndEachContentOnce() {
    sandbox.withRepository();
    sandbox.publish("hello", "1.0", "a.txt", "same");
    sandbox.publish("hello", "2.0", "b.txt", "same");
    sandbox.publish("hello", "2.0", "c.txt", "other content");

    DomainDescription domain =
        sandbox.client.describeDomain(request -> request.domain("acme")).domain();

    assertThat(domain.repositoryCount()).isEqualTo(1);
    assertThat(domain.assetSizeBytes()).isEqualTo(4 + 13);
  }

  @Test
  void aNameThatExistsIsAConflictThatNamesTheDomain() {
    sandbox.client.createDomain(request -> request.domain("acme"));

    assertThatThrownBy(() -> sandbox.client.createDomain(request -> request.domain("acme")))
        .isInstanceOfSatisfying(
            ConflictException.class,
            conflict -> {
              assertThat(conflict.getMessage()).contains("acme").contains(Sandbox.ACCOUNT);
              assertThat(conflict.resourceId()).isEqualTo("acme");
              assertThat(conflict.resourceType()).isEqualTo(ResourceType.DOMAIN);
            });
  }

  @Test
  void anEleventhDomainExceedsTheQuota() {
    for (int i = 0; i < 10; i++) {
      String name = "domain-" + i;
      sandbox.client.createDomain(request -> request.domain(name));
    }

    assertThatThrownBy(() -> sandbox.client.createDomain(request -> request.domain("eleventh")))
        .isInstanceOf(ServiceQuotaExceededException.class)
        .hasMessageContaining("10 domains");
  }

  @Test
  void aDomainWithRepositoriesCannotBeDeletedAndAnEmptyOneCan() {
    sandbox.withRepository();

    assertThatThrownBy(() -> sandbox.client.deleteDomain(request -> request.domain("acme")))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("releases");

    sandbox.client.deleteRepository(request -> request.domain("acme").repository("releases"));
    assertThat(
            sandbox
                .client
                .deleteDomain(request -> request.domain("acme"))
                .domain()
                .statusAsString())
        .isEqualTo("Deleted");
    assertThatThrownBy(() -> sandbox.client.describeDomain(request -> request.domain("acme")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void domainsAreListedByNameInPages() {
    for (String name : List.of("gamma", "alpha", "beta")) {
      sandbox.client.createDomain(request -> request.domain(name));
    }

    ListDomainsResponse first = sandbox.client.listDomains(request -> request.maxResults(2));
    ListDomainsResponse second =
        sandbox.client.listDomains(request -> request.maxResults(2).nextToken(first.nextToken()));

    assertThat(first.domains()).extracting(DomainSummary::name).containsExactly("alpha", "beta");
    assertThat(second.domains()).extracting(DomainSummary::name).containsExactly("gamma");
    assertThat(second.nextToken()).isNull();
    assertThat(
            sandbox.client.listDomainsPaginator(request -> request.maxResults(1)).domains().stream()
                .count())
        .isEqualTo(3);
  }

  @Test
  void aTokenThatWasNotGivenOrIsDamagedIsRefused() {
    for (String name : List.of("alpha", "beta")) {
      sandbox.client.createDomain(request -> request.domain(name));
    }
    String token = sandbox.client.listDomains(request -> request.maxResults(1)).nextToken();

    for (String bad : List.of("nonsense", token + "AAAA", "x" + token)) {
      assertThatThrownBy(() -> sandbox.client.listDomains(request -> request.nextToken(bad)))
          .isInstanceOf(ValidationException.class)
          .hasMessageContaining("nextToken");
    }
  }

  @Test
  void tagsAreAddedReplacedAndRemoved() {
    String arn =
        sandbox
            .client
            .createDomain(
                request -> request.domain("acme").tags(tag("team", "core"), tag("stage", "test")))
            .domain()
            .arn();

    sandbox.client.tagResource(
        request -> request.resourceArn(arn).tags(tag("stage", "live"), tag("cost", "42")));
    sandbox.client.untagResource(request -> request.resourceArn(arn).tagKeys("team", "absent"));

    assertThat(sandbox.client.listTagsForResource(request -> request.resourceArn(arn)).tags())
        .containsExactly(tag("cost", "42"), tag("stage", "live"));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
