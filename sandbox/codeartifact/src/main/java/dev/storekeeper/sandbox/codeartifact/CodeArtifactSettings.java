package dev.storekeeper.sandbox.codeartifact;

import java.net.URI;
import java.nio.file.Path;

/**
 * What a server needs to know of its surroundings.
 *
 * @param state the folder that holds all state; created if it does not exist
 * @param region the AWS region in ARNs and events
 * @param publicBase where clients reach the server, for example {@code http://127.0.0.1:4575};
 *     package endpoints lie below it
 * @param maximumAssetBytes the size above which an asset is refused with 413
 * @param quotas how many requests a second are served
 */
public record CodeArtifactSettings(
    Path state, String region, URI publicBase, long maximumAssetBytes, RequestQuotas quotas) {
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
  }

  /** Settings with the service's own limits. */
  public CodeArtifactSettings(Path state, String region, URI publicBase) {
    this(state, region, publicBase, DEFAULT_MAXIMUM_ASSET_BYTES, RequestQuotas.SERVICE);
  }
}
