package dev.storekeeper.cleanup.registry;

/**
 * A CodeArtifact domain.
 *
 * @param region as in {@code eu-west-1}
 * @param owner the 12-digit account that owns it
 * @param name its name
 */
public record DomainId(String region, String owner, String name) {
  /** {@code owner/name}, as keys spell it. */
  @Override
  public String toString() {
    return owner + "/" + name;
  }
}
