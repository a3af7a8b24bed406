package dev.storekeeper.cleanup.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;
import software.amazon.awssdk.services.codeartifact.model.Tag;
import software.amazon.awssdk.services.codeartifact.model.UpstreamRepository;

/** Repositories and policies behind CodeArtifact's API. Thread-safe. */
public final class AwsRepositoryRegistry implements RepositoryRegistry {
  private final CodeartifactClient client;

  /** With a client that is paced and counted by whoever passes it. */
  public AwsRepositoryRegistry(CodeartifactClient client) {
    this.client = client;
  }

  @Override
  public Optional<ResourcePolicy> repositoryPolicy(RepositoryId repository)
      throws RegistryException {
    return ifThere(
        "GetRepositoryPermissionsPolicy",
        repository,
        () ->
            policy(
                client
                    .getRepositoryPermissionsPolicy(request ->
                        request
                            .domain(repository.domain().name())
                            .domainOwner(repository.domain().owner())
                            .repository(repository.name()))
                    .policy()));
  }

  @Override
  public ResourcePolicy putRepositoryPolicy(
      RepositoryId repository, String document, Optional<String> revision)
      throws RegistryException {
    return AwsCalls.answer(
        "PutRepositoryPermissionsPolicy",
        repository,
        () ->
            policy(
                client
                    .putRepositoryPermissionsPolicy(request ->
                        request
                            .domain(repository.domain().name())
                            .domainOwner(repository.domain().owner())
                            .repository(repository.name())
                            .policyDocument(document)
                            .policyRevision(revision.orElse(null)))
                    .policy()));
  }

  @Override
  public void deleteRepositoryPolicy(RepositoryId repository, String revision)
      throws RegistryException {
    AwsCalls.answer(
        "DeleteRepositoryPermissionsPolicy",
        repository,
        () ->
            client.deleteRepositoryPermissionsPolicy(request ->
                request
                    .domain(repository.domain().name())
                    .domainOwner(repository.domain().owner())
                    .repository(repository.name())
                    .policyRevision(revision)));
  }

  @Override
  public Optional<ResourcePolicy> domainPolicy(DomainId domain) throws RegistryException {
    return ifThere(
        "GetDomainPermissionsPolicy",
        domain,
        () ->
            policy(
                client
                    .getDomainPermissionsPolicy(
                        request -> request.domain(domain.name()).domainOwner(domain.owner()))
                    .policy()));
  }

  @Override
  public ResourcePolicy putDomainPolicy(DomainId domain, String document, Optional<String> revision)
      throws RegistryException {
    return AwsCalls.answer(
        "PutDomainPermissionsPolicy",
        domain,
        () ->
            policy(
                client
                    .putDomainPermissionsPolicy(request ->
                        request
                            .domain(domain.name())
                            .domainOwner(domain.owner())
                            .policyDocument(document)
                            .policyRevision(revision.orElse(null)))
                    .policy()));
  }

  @Override
  public void deleteDomainPolicy(DomainId domain, String revision) throws RegistryException {
    AwsCalls.answer(
        "DeleteDomainPermissionsPolicy",
        domain,
        () ->
            client.deleteDomainPermissionsPolicy(request ->
                request
                    .domain(domain.name())
                    .domainOwner(domain.owner())
                    .policyRevision(revision)));
  }

  @Override
  public void tag(RepositoryId repository, Map<String, String> tags) throws RegistryException {
    AwsCalls.answer(
        "TagResource",
        repository,
        () ->
            client.tagResource(request -> request.resourceArn(repository.arn()).tags(tags(tags))));
  }

  @Override
  public void untag(RepositoryId repository, Set<String> keys) throws RegistryException {
    AwsCalls.answer(
        "UntagResource",
        repository,
        () -> client.untagResource(request -> request.resourceArn(repository.arn()).tagKeys(keys)));
  }

  @Override
  public void deleteRepository(RepositoryId repository) throws RegistryException {
    AwsCalls.answer(
        "DeleteRepository",
        repository,
        () ->
            client.deleteRepository(request ->
                request
                    .domain(repository.domain().name())
                    .domainOwner(repository.domain().owner())
                    .repository(repository.name())));
  }

  @Override
  public void createRepository(
      RepositoryId repository,
      Optional<String> description,
      List<String> upstreams,
      Map<String, String> tags)
      throws RegistryException {
    AwsCalls.answer(
        "CreateRepository",
        repository,
        () ->
            client.createRepository(request ->
                request
                    .domain(repository.domain().name())
                    .domainOwner(repository.domain().owner())
                    .repository(repository.name())
                    .description(description.orElse(null))
                    .upstreams(upstreams(upstreams))
                    .tags(tags(tags))));
  }

  @Override
  public void updateRepository(
      RepositoryId repository, Optional<String> description, List<String> upstreams)
      throws RegistryException {
    AwsCalls.answer(
        "UpdateRepository",
        repository,
        () ->
            client.updateRepository(request ->
                request
                    .domain(repository.domain().name())
                    .domainOwner(repository.domain().owner())
                    .repository(repository.name())
                    .description(description.orElse(null))
                    .upstreams(upstreams(upstreams))));
  }

  @Override
  public void associateExternalConnection(RepositoryId repository, String connection)
      throws RegistryException {
    AwsCalls.answer(
        "AssociateExternalConnection",
        repository,
        () ->
            client.associateExternalConnection(request ->
                request
                    .domain(repository.domain().name())
                    .domainOwner(repository.domain().owner())
                    .repository(repository.name())
                    .externalConnection(connection)));
  }

  private static Optional<ResourcePolicy> ifThere(
      String operation, Object resource, Supplier<ResourcePolicy> call) throws RegistryException {
    try {
      return Optional.of(AwsCalls.answer(operation, resource, call));
    } catch (RegistryException e) {
      if (e.kind() == RegistryException.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static ResourcePolicy policy(
      software.amazon.awssdk.services.codeartifact.model.ResourcePolicy policy) {
    return new ResourcePolicy(policy.revision(), policy.document());
  }

  private static List<Tag> tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  private static List<UpstreamRepository> upstreams(List<String> names) {
    return names.stream()
        .map(name -> UpstreamRepository.builder().repositoryName(name).build())
        .toList();
  }
}
