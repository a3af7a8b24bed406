package dev.storekeeper.cleanup.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Changes of repositories and of policies, as cleanup needs them. Safe for use by many threads. */
public interface RepositoryRegistry {
  /** A repository's permissions policy; absent if it has none. */
  Optional<ResourcePolicy> repositoryPolicy(RepositoryId repository) throws RegistryException;

  /**
   * Sets a repository's permissions policy.
   *
   * @param revision the policy's revision as it was read, or the call is a conflict; absent if it
   *     had none, which CodeArtifact does not check
   * @return the policy as it is now
   */
  ResourcePolicy putRepositoryPolicy(
      RepositoryId repository, String document, Optional<String> revision) throws RegistryException;

  /**
   * Removes a repository's permissions policy.
   *
   * @param revision the policy's revision as it was read, or the call is a conflict
   */
  void deleteRepositoryPolicy(RepositoryId repository, String revision) throws RegistryException;

  /** A domain's permissions policy; absent if it has none. */
  Optional<ResourcePolicy> domainPolicy(DomainId domain) throws RegistryException;

  /** Sets a domain's permissions policy, like {@link #putRepositoryPolicy}. */
  ResourcePolicy putDomainPolicy(DomainId domain, String document, Optional<String> revision)
      throws RegistryException;

  /** Removes a domain's permissions policy, like {@link #deleteRepositoryPolicy}. */
  void deleteDomainPolicy(DomainId domain, String revision) throws RegistryException;

  /** Adds tags to a repository, or changes their values. */
  void tag(RepositoryId repository, Map<String, String> tags) throws RegistryException;

  /** Removes tags from a repository; one that is not there does not matter. */
  void untag(RepositoryId repository, Set<String> keys) throws RegistryException;

  /** Deletes a repository with everything in it. Nothing brings it back. */
  void deleteRepository(RepositoryId repository) throws RegistryException;

  /** Creates a repository with description, upstreams and tags. */
  void createRepository(
      RepositoryId repository,
      Optional<String> description,
      List<String> upstreams,
      Map<String, String> tags)
      throws RegistryException;

  /** Replaces a repository's description and its upstreams, in order; no upstreams clear them. */
  void updateRepository(
      RepositoryId repository, Optional<String> description, List<String> upstreams)
      throws RegistryException;

  /** Gives a repository an external connection, as in {@code public:pypi}. */
  void associateExternalConnection(RepositoryId repository, String connection)
      throws RegistryException;
}
