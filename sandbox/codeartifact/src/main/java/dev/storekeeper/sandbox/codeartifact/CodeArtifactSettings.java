package dev.storekeeper.sandbox.codeartifact;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * What a server needs to know of its surroundings.
 *
 * @param state the folder that holds all state; created if it does not exist
 * @param region the AWS region in ARNs and events
 * @param publicBase where clients reach the server, for example {@code http://127.0.0.1:4575};
 *     package endpoints lie below it
 * @param maximumAssetBytes the size above which an asset is refused with 413
 * @param quotas how many requests a second are served
 * @param upstreams where the public repositories of external connections are; a connection whose
 *     address is not given is recorded and never asked
 */
public record CodeArtifactSettings(
    Path state,
    String region,
    URI publicBase,
    long maximumAssetBytes,
    RequestQuotas quotas,
    List<PublicUpstream> upstreams) {
  /** The service's limit: 5 GB. */
  public static final long DEFAULT_MAXIMUM_ASSET_BYTES = 5_000_000_000L;

  public CodeArtifactSettings {
    if (!region.matches("[a-z]{2}(-[a-z]+)+-\\d")) {
      throw new IllegalArgumentException("Region '" + region + "' does not look like eu-west-1");
    }
    if (maximumAssetBytes < 1) {
      throw new IllegalArgumentException(
          "Maximum asset size is " + maximumAssetBytes + " bytes, must be at least 1");
    }
    upstreams = List.copyOf(upstreams);
  }

  /** Settings with the service's own limits. */
  public CodeArtifactSettings(Path state, String region, URI publicBase) {
    this(state, region, publicBase, DEFAULT_MAXIMUM_ASSET_BYTES, RequestQuotas.SERVICE, List.of());
  }

  /** The same with other request quotas. */
  public CodeArtifactSettings withQuotas(RequestQuotas newQuotas) {
    return new CodeArtifactSettings(
        state, region, publicBase, maximumAssetBytes, newQuotas, upstreams);
  }

  /** The same with public repositories. */
  public CodeArtifactSettings withUpstreams(List<PublicUpstream> newUpstreams) {
    return new CodeArtifactSettings(
        state, region, publicBase, maximumAssetBytes, quotas, newUpstreams);
  }
}
