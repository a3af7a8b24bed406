package dev.storekeeper.token.http;

import dev.storekeeper.token.refusal.ErrorCode;
import dev.storekeeper.token.refusal.Refusal;
import dev.storekeeper.token.refusal.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the {@code resource} and {@code audience} parameters point at: repositories of one domain. A
 * resource is the ARN of a repository or its endpoint's URL as CodeArtifact documents it.
 *
 * @param domain the domain
 * @param owner the account that owns it, where a resource says so
 * @param repositories the repositories in the order in which they were named
 */
record Targets(Optional<String> domain, Optional<String> owner, List<String> repositories) {
  private static final String DOMAIN = "[a-z][a-z0-9-]{0,48}[a-z0-9]";
  private static final String NAMES =
      "(?<domain>" + DOMAIN + ")%s(?<repository>[A-Za-z0-9][A-Za-z0-9._-]{1,99})";
  private static final Pattern ARN =
      Pattern.compile(
          "arn:(?:aws|aws-cn|aws-us-gov):codeartifact:(?<region>[a-z0-9-]{1,32}):(?<owner>[0-9]{12}):repository/"
              + NAMES.formatted("/"));
  private static final Pattern URL =
      Pattern.compile(
          "https://"
              + NAMES.formatted(
                  "-(?<owner>[0-9]{12})\\.(?:d\\.)?codeartifact\\.(?<region>[a-z0-9-]{1,32})"
                      + "\\.(?:amazonaws\\.com|amazonaws\\.com\\.cn|on\\.aws)/[a-z]{2,16}/")
              + "/?");
  private static final int MAX_RESOURCES = 50;

  static Targets of(List<String> resources, List<String> audiences, String region)
      throws RefusedException {
    if (resources.size() > MAX_RESOURCES) {
      throw target("There are more than " + MAX_RESOURCES + " resources.", "too-many-resources");
    }
    Set<String> domains = new TreeSet<>();
    Set<String> owners = new TreeSet<>();
    List<String> repositories = new ArrayList<>();
    for (String resource : resources) {
      Matcher matcher = matcher(resource);
      if (!matcher.group("region").equals(region)) {
        throw target("A resource is in another region than this endpoint.", "other-region");
      }
      domains.add(matcher.group("domain"));
      owners.add(matcher.group("owner"));
      if (!repositories.contains(matcher.group("repository"))) {
        repositories.add(matcher.group("repository"));
      }
    }
    for (String audience : audiences) {
      if (!audience.matches(DOMAIN)) {
        throw target("An audience is not the name of a CodeArtifact domain.", "no-domain");
      }
      domains.add(audience);
    }
    if (domains.size() > 1 || owners.size() > 1) {
      throw target("A token is for one domain; the request names several.", "several-domains");
    }
    return new Targets(
        domains.stream().findFirst(), owners.stream().findFirst(), List.copyOf(repositories));
  }

  private static Matcher matcher(String resource) throws RefusedException {
    Matcher arn = ARN.matcher(resource);
    if (arn.matches()) {
      return arn;
    }
    Matcher url = URL.matcher(resource);
    if (url.matches()) {
      return url;
    }
    throw target(
        "A resource is neither the ARN of a CodeArtifact repository nor its endpoint's URL.",
        "no-repository");
  }

  private static RefusedException target(String description, String reason) {
    return Refusal.of(ErrorCode.INVALID_TARGET, description, reason).asException();
  }
}
