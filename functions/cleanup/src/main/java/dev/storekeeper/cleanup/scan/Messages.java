package dev.storekeeper.cleanup.scan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.json.JsonFields;
import java.io.IOException;
import java.time.Instant;

/** The queue of messages. What is sent arrives once or more often, in any order. */
public interface Messages {
  /** A domain is to be scanned. */
  String START = "start-scan";

  /** A repository of a plan is to be scanned. */
  String SCAN = "scan-repository";

  /** A plan may be complete. */
  String CLOSE = "close-plan";

  /** The items of an approved plan are to be made. */
  String SEED = "seed-items";

  /** The items of a plan are to be looked at. */
  String WAKE = "wake-items";

  /** Work that is due is to be done. */
  String WORK = "do-work";

  /** A version is to be published again from its export. */
  String RESTORE = "restore-version";

  /** A deleted repository is to be made again. */
  String RESTORE_REPOSITORY = "restore-repository";

  /** Sends a message. */
  void send(String kind, ObjectNode body) throws IOException;

  /**
   * The body of a message that asks for a scan.
   *
   * @param acceptsLess whether the domain may be much smaller than last time
   * @param askedAt when it is asked for
   */
  static ObjectNode start(String domain, boolean acceptsLess, Instant askedAt) {
    return JsonFields.object()
        .put("domain", domain)
        .put("acceptsLess", acceptsLess)
        .put("askedAt", askedAt.toString());
  }

  /** The body of a message about a plan. */
  static ObjectNode about(String plan) {
    return JsonFields.object().put("plan", plan);
  }

  /**
   * The body of a message about a deleted repository.
   *
   * @param tombstone the key of its tombstone in the bucket
   * @param by who wants it back, an ARN
   */
  static ObjectNode aboutTombstone(String tombstone, String by) {
    return JsonFields.object().put("tombstone", tombstone).put("by", by);
  }

  /** The body of a message about a repository of a plan. */
  static ObjectNode about(String plan, String repository) {
    return about(plan).put("repository", repository);
  }
}
