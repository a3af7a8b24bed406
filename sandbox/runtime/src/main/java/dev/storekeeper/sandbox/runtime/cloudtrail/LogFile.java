package dev.storekeeper.sandbox.runtime.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A delivered log file, as digests list it.
 *
 * @param key its key in the trail's bucket
 * @param hash the SHA-256 of its content before compression, in hexadecimal
 * @param newest the latest time of its events
 * @param oldest the earliest
 */
record LogFile(String key, String hash, String newest, String oldest) {
  static LogFile of(JsonNode json) {
    return new LogFile(
        json.path("s3Object").asText(),
        json.path("hashValue").asText(),
        json.path("newestEventTime").asText(),
        json.path("oldestEventTime").asText());
  }

  ObjectNode toJson(String bucket) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("s3Bucket", bucket)
        .put("s3Object", key)
        .put("hashValue", hash)
        .put("hashAlgorithm", "SHA-256")
        .put("newestEventTime", newest)
        .put("oldestEventTime", oldest);
  }
}
