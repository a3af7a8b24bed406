package dev.storekeeper.sandbox.codeartifact.control;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All operations of the API (service model 2018-09-22): name, method, path, what the caller must be
 * allowed to touch, query parameters and fields of the body. A star marks what is required.
 */
public enum Operation {
  CREATE_DOMAIN("CreateDomain", "POST", "/v1/domain", Scope.ANY, "domain*", "encryptionKey tags"),
  DESCRIBE_DOMAIN("DescribeDomain", "GET", "/v1/domain", Scope.DOMAIN, "domain* domain-owner", ""),
  DELETE_DOMAIN("DeleteDomain", "DELETE", "/v1/domain", Scope.DOMAIN, "domain* domain-owner", ""),
  LIST_DOMAINS("ListDomains", "POST", "/v1/domains", Scope.ANY, "", "maxResults nextToken"),
  PUT_DOMAIN_PERMISSIONS_POLICY(
      "PutDomainPermissionsPolicy",
      "PUT",
      "/v1/domain/permissions/policy",
      Scope.DOMAIN,
      "",
      "domain* domainOwner policyRevision policyDocument*"),
  GET_DOMAIN_PERMISSIONS_POLICY(
      "GetDomainPermissionsPolicy",
      "GET",
      "/v1/domain/permissions/policy",
      Scope.DOMAIN,
      "domain* domain-owner",
      ""),
  DELETE_DOMAIN_PERMISSIONS_POLICY(
      "DeleteDomainPermissionsPolicy",
      "DELETE",
      "/v1/domain/permissions/policy",
      Scope.DOMAIN,
      "domain* domain-owner policy-revision",
      ""),
  GET_AUTHORIZATION_TOKEN(
      "GetAuthorizationToken",
      "POST",
      "/v1/authorization-token",
      Scope.DOMAIN,
      "domain* domain-owner duration",
      ""),
  CREATE_REPOSITORY(
      "CreateRepository",
      "POST",
      "/v1/repository",
      Scope.ANY,
      "domain* domain-owner repository*",
      "description upstreams tags"),
  DESCRIBE_REPOSITORY(
      "DescribeRepository",
      "GET",
      "/v1/repository",
      Scope.REPOSITORY,
      "domain* domain-owner repository*",
      ""),
  UPDATE_REPOSITORY(
      "UpdateRepository",
      "PUT",
      "/v1/repository",
      Scope.REPOSITORY,
      "domain* domain-owner repository*",
      "description upstreams"),
  DELETE_REPOSITORY(
      "DeleteRepository",
      "DELETE",
      "/v1/repository",
      Scope.REPOSITORY,
      "domain* domain-owner repository*",
      ""),
  LIST_REPOSITORIES(
      "ListRepositories",
      "POST",
      "/v1/repositories",
      Scope.ANY,
      "repository-prefix max-results next-token",
      ""),
  LIST_REPOSITORIES_IN_DOMAIN(
      "ListRepositoriesInDomain",
      "POST",
      "/v1/domain/repositories",
      Scope.DOMAIN,
      "domain* domain-owner administrator-account repository-prefix max-results next-token",
      ""),
  GET_REPOSITORY_ENDPOINT(
      "GetRepositoryEndpoint",
      "GET",
      "/v1/repository/endpoint",
      Scope.REPOSITORY,
      "domain* domain-owner repository* format* endpointType",
      ""),
  PUT_REPOSITORY_PERMISSIONS_POLICY(
      "PutRepositoryPermissionsPolicy",
      "PUT",
      "/v1/repository/permissions/policy",
      Scope.REPOSITORY,
      "domain* domain-owner repository*",
      "policyRevision policyDocument*"),
  GET_REPOSITORY_PERMISSIONS_POLICY(
      "GetRepositoryPermissionsPolicy",
      "GET",
      "/v1/repository/permissions/policy",
      Scope.REPOSITORY,
      "domain* domain-owner repository*",
      ""),
  DELETE_REPOSITORY_PERMISSIONS_POLICY(
      "DeleteRepositoryPermissionsPolicy",
      "DELETE",
      "/v1/repository/permissions/policies",
      Scope.REPOSITORY,
      "domain* domain-owner repository* policy-revision",
      ""),
  ASSOCIATE_EXTERNAL_CONNECTION(
      "AssociateExternalConnection",
      "POST",
      "/v1/repository/external-connection",
      Scope.REPOSITORY,
      "domain* domain-owner repository* external-connection*",
      ""),
  DISASSOCIATE_EXTERNAL_CONNECTION(
      "DisassociateExternalConnection",
      "DELETE",
      "/v1/repository/external-connection",
      Scope.REPOSITORY,
      "domain* domain-owner repository* external-connection*",
      ""),
  LIST_PACKAGES(
      "ListPackages",
      "POST",
      "/v1/packages",
      Scope.REPOSITORY,
      "domain* domain-owner repository* format namespace package-prefix max-results next-token"
          + " publish upstream",
      ""),
  DESCRIBE_PACKAGE(
      "DescribePackage",
      "GET",
      "/v1/package",
      Scope.PACKAGE,
      "domain* domain-owner repository* format* namespace package*",
      ""),
  PUT_PACKAGE_ORIGIN_CONFIGURATION(
      "PutPackageOriginConfiguration",
      "POST",
      "/v1/package",
      Scope.PACKAGE,
      "domain* domain-owner repository* format* namespace package*",
      "restrictions*"),
  DELETE_PACKAGE(
      "DeletePackage",
      "DELETE",
      "/v1/package",
      Scope.PACKAGE,
      "domain* domain-owner repository* format* namespace package*",
      ""),
  LIST_PACKAGE_VERSIONS(
      "ListPackageVersions",
      "POST",
      "/v1/package/versions",
      Scope.PACKAGE,
      "domain* domain-owner repository* format* namespace package* status sortBy max-results"
          + " next-token originType",
      ""),
  DESCRIBE_PACKAGE_VERSION(
      "DescribePackageVersion",
      "GET",
      "/v1/package/version",
      Scope.PACKAGE,
      "domain* domain-owner repository* format* namespace package* version*",
      ""),
  LIST_PACKAGE_VERSION_ASSETS(
      "ListPackageVersionAssets",
      "POST",
      "/v1/package/version/assets",
      Scope.PACKAGE,
      "domain* domain-owner repository* format* namespace package* version* max-results next-token",
      ""),
  LIST_PACKAGE_VERSION_DEPENDENCIES(
      "ListPackageVersionDependencies",
      "POST",
      "/v1/package/version/dependencies",
      Scope.PACKAGE,
      "domain* domain-owner repository* format* namespace package* version* next-token",
      ""),
  GET_PACKAGE_VERSION_ASSET(
      "GetPackageVersionAsset",
      "GET",
      "/v1/package/version/asset",
      Scope.PACKAGE,
      "domain* domain-owner repository* format* namespace package* version* asset* revision",
      ""),
  GET_PACKAGE_VERSION_README(
      "GetPackageVersionReadme",
      "GET",
      "/v1/package/version/readme",
      Scope.PACKAGE,
      "domain* domain-owner repository* format* namespace package* version*",
      ""),
  PUBLISH_PACKAGE_VERSION(
      "PublishPackageVersion",
      "POST",
      "/v1/package/version/publish",
      Scope.PACKAGE,
      "domain* domain-owner repository* format* namespace package* version* asset* unfinished",
      ""),
  UPDATE_PACKAGE_VERSIONS_STATUS(
      "UpdatePackageVersionsStatus",
      "POST",
      "/v1/package/versions/update_status",
      Scope.PACKAGE,
      "domain* domain-owner repository* format* namespace package*",
      "versions* versionRevisions expectedStatus targetStatus*"),
  COPY_PACKAGE_VERSIONS(
      "CopyPackageVersions",
      "POST",
      "/v1/package/versions/copy",
      Scope.DESTINATION,
      "domain* domain-owner source-repository* destination-repository* format* namespace package*",
      "versions versionRevisions allowOverwrite includeFromUpstream"),
  DISPOSE_PACKAGE_VERSIONS(
      "DisposePackageVersions",
      "POST",
      "/v1/package/versions/dispose",
      Scope.PACKAGE,
      "domain* domain-owner repository* format* namespace package*",
      "versions* versionRevisions expectedStatus"),
  DELETE_PACKAGE_VERSIONS(
      "DeletePackageVersions",
      "POST",
      "/v1/package/versions/delete",
      Scope.PACKAGE,
      "domain* domain-owner repository* format* namespace package*",
      "versions* expectedStatus"),
  CREATE_PACKAGE_GROUP(
      "CreatePackageGroup",
      "POST",
      "/v1/package-group",
      Scope.ANY,
      "domain* domain-owner",
      "packageGroup* contactInfo description tags"),
  DESCRIBE_PACKAGE_GROUP(
      "DescribePackageGroup",
      "GET",
      "/v1/package-group",
      Scope.ANY,
      "domain* domain-owner package-group*",
      ""),
  UPDATE_PACKAGE_GROUP(
      "UpdatePackageGroup",
      "PUT",
      "/v1/package-group",
      Scope.ANY,
      "domain* domain-owner",
      "packageGroup* contactInfo description"),
  UPDATE_PACKAGE_GROUP_ORIGIN_CONFIGURATION(
      "UpdatePackageGroupOriginConfiguration",
      "PUT",
      "/v1/package-group-origin-configuration",
      Scope.ANY,
      "domain* domain-owner package-group*",
      "restrictions addAllowedRepositories removeAllowedRepositories"),
  DELETE_PACKAGE_GROUP(
      "DeletePackageGroup",
      "DELETE",
      "/v1/package-group",
      Scope.ANY,
      "domain* domain-owner package-group*",
      ""),
  LIST_PACKAGE_GROUPS(
      "ListPackageGroups",
      "POST",
      "/v1/package-groups",
      Scope.DOMAIN,
      "domain* domain-owner max-results next-token prefix",
      ""),
  LIST_SUB_PACKAGE_GROUPS(
      "ListSubPackageGroups",
      "POST",
      "/v1/package-groups/sub-groups",
      Scope.ANY,
      "domain* domain-owner package-group* max-results next-token",
      ""),
  LIST_ASSOCIATED_PACKAGES(
      "ListAssociatedPackages",
      "GET",
      "/v1/list-associated-packages",
      Scope.ANY,
      "domain* domain-owner package-group* max-results next-token preview",
      ""),
  LIST_ALLOWED_REPOSITORIES_FOR_GROUP(
      "ListAllowedRepositoriesForGroup",
      "GET",
      "/v1/package-group-allowed-repositories",
      Scope.ANY,
      "domain* domain-owner package-group* originRestrictionType* max-results next-token",
      ""),
  GET_ASSOCIATED_PACKAGE_GROUP(
      "GetAssociatedPackageGroup",
      "GET",
      "/v1/get-associated-package-group",
      Scope.ANY,
      "domain* domain-owner format* namespace package*",
      ""),
  TAG_RESOURCE("TagResource", "POST", "/v1/tag", Scope.TAGGED, "resourceArn*", "tags*"),
  UNTAG_RESOURCE("UntagResource", "POST", "/v1/untag", Scope.TAGGED, "resourceArn*", "tagKeys*"),
  LIST_TAGS_FOR_RESOURCE(
      "ListTagsForResource", "POST", "/v1/tags", Scope.TAGGED, "resourceArn*", "");

  private final String wireName;
  private final String method;
  private final String path;
  private final Scope scope;
  private final String query;
  private final String body;

  Operation(String wireName, String method, String path, Scope scope, String query, String body) {
    this.wireName = wireName;
    this.method = method;
    this.path = path;
    this.scope = scope;
    this.query = query;
    this.body = body;
  }

  /** The kind of resource whose ARN access control is asked about. */
  enum Scope {
    ANY,
    DOMAIN,
    REPOSITORY,
    PACKAGE,
    DESTINATION,
    TAGGED
  }

  /** Names that may and names that must be given. */
  record Fields(Set<String> known, Set<String> required) {
    private static Fields parse(String text) {
      List<String> words = text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
      return new Fields(
          words.stream().map(word -> word.replace("*", "")).collect(Collectors.toSet()),
          words.stream()
              .filter(word -> word.endsWith("*"))
              .map(word -> word.replace("*", ""))
              .collect(Collectors.toSet()));
    }
  }

  /** The operation's name in the API, for example {@code CreateDomain}. */
  public String wireName() {
    return wireName;
  }

  /** Whether it changes nothing. A token grant counts as a change. */
  boolean readOnly() {
    return this != GET_AUTHORIZATION_TOKEN
        && (wireName.startsWith("Get")
            || wireName.startsWith("Describe")
            || wireName.startsWith("List"));
  }

  Scope scope() {
    return scope;
  }

  Fields query() {
    return Fields.parse(query);
  }

  Fields body() {
    return Fields.parse(body);
  }

  /** Whether the body is an asset's bytes rather than JSON. */
  boolean takesBytes() {
    return this == PUBLISH_PACKAGE_VERSION;
  }

  /** The operation that a request with this method and path asks for. */
  public static Optional<Operation> of(String method, String path) {
    return Arrays.stream(values())
        .filter(operation -> operation.method.equals(method) && operation.path.equals(path))
        .findFirst();
  }
}
