package dev.storekeeper.sandbox.codeartifact.endpoint;

import dev.storekeeper.sandbox.codeartifact.catalog.DomainId;
import dev.storekeeper.sandbox.codeartifact.catalog.RepositoryId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a package request: {@code /<domain>-<owner>/<format>/<repository>/<rest>}.
 *
 * @param repository the repository
 * @param format the package format
 * @param rest the raw rest without a leading slash
 */
record EndpointPath(RepositoryId repository, String format, String rest) {
  private static final Pattern PATH =
      Pattern.compile("/([a-z][a-z0-9-]*)-(\\d{12})/([a-z]+)/([A-Za-z0-9][A-Za-z0-9._-]*)(/.*)?");

  static Optional<EndpointPath> parse(String rawPath) {
    Matcher matcher = PATH.matcher(rawPath);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    DomainId domain = new DomainId(matcher.group(2), matcher.group(1));
    String rest = matcher.group(5) == null ? "" : matcher.group(5).substring(1);
    return Optional.of(
        new EndpointPath(new RepositoryId(domain, matcher.group(4)), matcher.group(3), rest));
  }
}
