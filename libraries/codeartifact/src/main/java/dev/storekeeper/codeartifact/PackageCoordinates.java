package dev.storekeeper.codeartifact;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A package in a repository.
 *
 * @param region the region of the domain, as in {@code eu-west-1}
 * @param domainOwner the 12-digit account that owns the domain
 * @param domain the domain's name
 * @param repository the repository's name
 * @param administrator the 12-digit account that administers the repository, where known
 * @param format the package format as CodeArtifact spells it: {@code pypi}, {@code npm} ...
 * @param namespace npm scope without {@code @}, Maven group id, and so on; empty if there is none
 * @param name the normalised package name
 */
public record PackageCoordinates(
    String region,
    String domainOwner,
    String domain,
    String repository,
    Optional<String> administrator,
    String format,
    String namespace,
    String name) {

  static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]{2,12}){1,3}-[0-9]{1,2}");
  static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  static final Pattern DOMAIN = Pattern.compile("[a-z][a-z0-9-]{0,48}[a-z0-9]");
  static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,99}");
  static final Pattern FORMAT = Pattern.compile("[a-z][a-z0-9]{1,31}");

  /** Package names, namespaces and versions in CodeArtifact's API model. */
  static final Pattern PART = Pattern.compile("[^#/\\s\\p{Cntrl}\\p{Cs}]{1,255}");

  public PackageCoordinates {
    check("region", REGION, region);
    check("domainOwner", ACCOUNT, domainOwner);
    check("domain", DOMAIN, domain);
    check("repository", REPOSITORY, repository);
    administrator.ifPresent(account -> check("administrator", ACCOUNT, account));
    check("format", FORMAT, format);
    if (!namespace.isEmpty()) {
      check("namespace", PART, namespace);
    }
    check("name", PART, name);
  }

  /**
   * The package's ARN; without a namespace its segment is empty (CodeArtifact user guide,
   * "Repository policies").
   */
  public String arn() {
    return "arn:aws:codeartifact:%s:%s:package/%s/%s/%s/%s/%s"
        .formatted(region, domainOwner, domain, repository, format, namespace, name);
  }

  /** The ARN of the repository that the package is in. */
  public String repositoryArn() {
    return "arn:aws:codeartifact:%s:%s:repository/%s/%s"
        .formatted(region, domainOwner, domain, repository);
  }

  static void check(String field, Pattern pattern, String value) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(
          field + ": found " + Found.text(value) + ", expected a match of " + pattern);
    }
  }
}
