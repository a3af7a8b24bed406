package dev.storekeeper.cleanup.publish;

import dev.storekeeper.cleanup.export.Manifest;
import java.util.Optional;

/** How versions of one format are published. */
interface Protocol {
  /** The format as CodeArtifact spells it. */
  String format();

  /** Why an export cannot be published by it; absent if it can. */
  Optional<String> obstacle(Manifest manifest);

  /** Whether an asset is made by the service, and so is neither sent nor compared. */
  default boolean isMadeByService(String asset) {
    return false;
  }

  /** Whether assets can be added to a version that is published. */
  boolean takesMore();

  /**
   * Publishes what is missing. May be repeated.
   *
   * @throws PublishException if it was not, or not as far as is known
   */
  void publish(Publication publication) throws PublishException;
}
