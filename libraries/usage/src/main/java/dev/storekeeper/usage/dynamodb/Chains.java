package dev.storekeeper.usage.dynamodb;

import dev.storekeeper.usage.trail.Chain;
import dev.storekeeper.usage.trail.Digest;
import dev.storekeeper.usage.trail.TrailFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Chains and digests as items, and back. */
final class Chains {
  private Chains() {}

  static Map<String, AttributeValue> write(Chain chain, long revision) {
    Map<String, AttributeValue> item = new HashMap<>(UsageTable.key(Keys.COVERAGE, chain.id()));
    item.put("since", AttributeValue.fromS(Times.text(chain.since())));
    item.put("until", AttributeValue.fromS(Times.text(chain.until())));
    item.put("revision", AttributeValue.fromN(Long.toString(revision)));
    chain.head().ifPresent(head -> put(item, "head", head));
    chain
        .readsUntil()
        .ifPresent(time -> item.put("readsUntil", AttributeValue.fromS(Times.text(time))));
    return item;
  }

  static Chain read(UsageItem item) {
    return new Chain(
        item.sort(),
        file(item, "head"),
        item.requiredTime("since"),
        item.requiredTime("until"),
        item.time("readsUntil"),
        item.number("revision"));
  }

  /** Sorts by the digest's end. */
  static Map<String, AttributeValue> write(Digest digest) {
    Map<String, AttributeValue> item =
        new HashMap<>(
            UsageTable.key(
                Keys.digests(digest.chain()),
                Times.text(digest.end()) + "#" + digest.file().object()));
    put(item, "file", digest.file());
    item.put("start", AttributeValue.fromS(Times.text(digest.start())));
    item.put("end", AttributeValue.fromS(Times.text(digest.end())));
    digest.previous().ifPresent(previous -> put(item, "previous", previous));
    return item;
  }

  static Digest readDigest(String chain, UsageItem item) {
    return new Digest(
        chain,
        new TrailFile(item.required("fileObject"), item.required("fileSha256")),
        item.requiredTime("start"),
        item.requiredTime("end"),
        file(item, "previous"));
  }

  private static void put(Map<String, AttributeValue> item, String name, TrailFile file) {
    item.put(name + "Object", AttributeValue.fromS(file.object()));
    item.put(name + "Sha256", AttributeValue.fromS(file.sha256()));
  }

  private static Optional<TrailFile> file(UsageItem item, String name) {
    return item.text(name + "Object")
        .map(object -> new TrailFile(object, item.required(name + "Sha256")));
  }
}
