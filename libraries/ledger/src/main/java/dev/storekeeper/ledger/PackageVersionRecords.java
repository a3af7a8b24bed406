package dev.storekeeper.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.codeartifact.Changes;
import dev.storekeeper.codeartifact.Observation;
import dev.storekeeper.codeartifact.PackageVersionEvent;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Turns package-version events into records. */
public final class PackageVersionRecords {
  private PackageVersionRecords() {}

  /**
   * The record of an event.
   *
   * @param late whether a later event of the package was already recorded
   */
  public static LedgerRecord of(
      PackageVersionEvent event, Observation observation, boolean late, Instant recordedAt) {
    ObjectNode data = RecordJson.object();
    data.put("state", event.state());
    data.put("operation", event.operation().text());
    data.put("revision", event.revision());
    data.put("sequenceNumber", event.sequenceNumber());
    data.set("changes", changes(event.changes()));
    data.put("late", late);
    data.put("origin", observation.origin().name());
    data.set("observation", observation(observation));
    return LedgerRecord.create(
        PackageVersionType.of(event),
        event.time(),
        recordedAt,
        PackageStreams.stream(event.packageVersion().coordinates()),
        PackageStreams.position(event),
        Optional.of(event.packageVersion()),
        data,
        Optional.of(event.raw()));
  }

  private static ObjectNode changes(Changes changes) {
    return RecordJson.object()
        .put("assetsAdded", changes.assetsAdded())
        .put("assetsRemoved", changes.assetsRemoved())
        .put("assetsUpdated", changes.assetsUpdated())
        .put("metadataUpdated", changes.metadataUpdated())
        .put("statusChanged", changes.statusChanged());
  }

  private static ObjectNode observation(Observation observation) {
    ObjectNode json = RecordJson.object();
    json.put("time", Times.text(observation.time()));
    json.put("outcome", observation.outcome().name().toLowerCase(Locale.ROOT));
    observation.problem().ifPresent(problem -> json.put("problem", problem));
    ArrayNode licenses = json.putArray("licenses");
    observation
        .licenses()
        .forEach(license -> {
          ObjectNode one = licenses.addObject();
          license.name().ifPresent(name -> one.put("name", name));
          license.url().ifPresent(url -> one.put("url", url));
        });
    ArrayNode assets = json.putArray("assets");
    observation
        .assets()
        .forEach(asset -> {
          ObjectNode one = assets.addObject();
          one.put("name", asset.name()).put("size", asset.size());
          asset.sha256().ifPresent(sha256 -> one.put("sha256", sha256));
        });
    observation.displayName().ifPresent(name -> json.put("displayName", name));
    observation.summary().ifPresent(summary -> json.put("summary", summary));
    observation.publishedTime().ifPresent(time -> json.put("publishedTime", Times.text(time)));
    return json;
  }
}
