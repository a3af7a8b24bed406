package dev.storekeeper.token.vending;

import dev.storekeeper.trust.Grant;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;

/**
 * Endpoints as CodeArtifact tells them to the function's own role. They never change, so they are
 * remembered, up to a bound.
 */
public final class AwsRepositories implements Repositories {
  private static final int MAX_REMEMBERED = 1000;

  private final CodeartifactClient codeArtifact;
  private final Account account;
  private final Map<Key, URI> remembered =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, URI> eldest) {
              return size() > MAX_REMEMBERED;
            }
          });

  /** Endpoints of repositories of this account and of others that let it ask. */
  public AwsRepositories(CodeartifactClient codeArtifact, Account account) {
    this.codeArtifact = codeArtifact;
    this.account = account;
  }

  @Override
  public URI endpoint(Grant grant, String repository, String packageFormat)
      throws VendingException {
    Key key =
        new Key(
            grant.domain(), grant.domainOwner().orElse(account.id()), repository, packageFormat);
    URI known = remembered.get(key);
    if (known != null) {
      return known;
    }
    URI asked = ask(key);
    remembered.put(key, asked);
    return asked;
  }

  private URI ask(Key key) throws VendingException {
    try {
      String endpoint =
          codeArtifact
              .getRepositoryEndpoint(request ->
                  request
                      .domain(key.domain())
                      .domainOwner(key.owner())
                      .repository(key.repository())
                      .format(key.packageFormat()))
              .repositoryEndpoint();
      return URI.create(endpoint.endsWith("/") ? endpoint : endpoint + "/");
    } catch (SdkException e) {
      throw AwsErrors.of(e);
    } catch (IllegalArgumentException e) {
      throw new VendingException(false, "codeartifact-endpoint-syntax", e);
    }
  }

  private record Key(String domain, String owner, String repository, String packageFormat) {}
}
