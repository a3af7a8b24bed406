package dev.storekeeper.sandbox.runtime.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;

/** What one CI system's tokens and documents look like. */
sealed interface CiSystem permits GitHub, GitLab {
  /** The name in this sandbox's URLs. */
  String name();

  /** Where the keys are, below the issuer. */
  String keysPath();

  /** How long a token lives, unless it is asked for otherwise. */
  Duration lifetime();

  /** How long before its issue a token is good already. */
  Duration notBefore();

  /** Whether the same job always gets the same token for the same request. */
  boolean fixedPerJob();

  /** The audience of a token for which none was asked; empty if one must be. */
  Optional<String> defaultAudience(JsonNode claims);

  /** The claims of a job, of which those that the given ones do not name are the usual ones. */
  ObjectNode claims(JsonNode given);

  /** The header's members besides {@code alg}, {@code typ} and {@code kid}. */
  ObjectNode header(SigningKey key);

  /** The id of a new key. */
  String keyId(SigningKey.Pair pair);
}
