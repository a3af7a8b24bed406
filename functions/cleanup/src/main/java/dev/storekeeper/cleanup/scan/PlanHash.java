package dev.storekeeper.cleanup.scan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.storekeeper.cleanup.bucket.Sha256;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.codeartifact.PackageCoordinates;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The hash of a plan: SHA-256 over a line for everything that it removes, in the plan's order. A
 * line is a JSON array, so that no two things have the same one.
 */
final class PlanHash {
  private final MessageDigest digest = Sha256.digest();

  void version(Row row, String policy, String policyRevision) {
    PackageCoordinates coordinates = row.version().coordinates();
    line(
        "version",
        coordinates.region(),
        coordinates.domainOwner(),
        coordinates.domain(),
        coordinates.repository(),
        coordinates.format(),
        coordinates.namespace(),
        coordinates.name(),
        row.version().version(),
        row.revision(),
        policy,
        policyRevision);
  }

  void repository(String arn, String policy, String policyRevision) {
    line("repository", arn, policy, policyRevision);
  }

  /** The hash as {@code sha256:} and 64 hexadecimal digits; nothing can be added any more. */
  String finish() {
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  private void line(String... texts) {
    ArrayNode line = JsonNodeFactory.instance.arrayNode();
    for (String text : texts) {
      line.add(text);
    }
    digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
