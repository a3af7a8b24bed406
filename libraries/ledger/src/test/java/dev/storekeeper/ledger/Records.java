package dev.storekeeper.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.Instant;
import java.util.Optional;

/** Records to test with. */
final class Records {
  static final Instant TIME = Instant.parse("2026-03-04T10:15:30Z");

  private Records() {}

  static PackageCoordinates coordinates(String repository, String name) {
    return new PackageCoordinates(
        "eu-west-1",
        "111111111111",
        "acme",
        repository,
        Optional.of("222222222222"),
        "pypi",
        "",
        name);
  }

  static LedgerRecord published(PackageVersion version, int sequence, Instant time) {
    return record("package-version.published", version, sequence, time, RecordJson.object());
  }

  static LedgerRecord record(
      String type, PackageVersion version, int sequence, Instant time, ObjectNode data) {
    return LedgerRecord.create(
        type,
        time,
        time.plusSeconds(5),
        PackageStreams.stream(version.coordinates()),
        "%020d#event-%d".formatted(sequence, sequence),
        Optional.of(version),
        data,
        Optional.of(RecordJson.object().put("id", "event-" + sequence)));
  }

  static LedgerRecord withAssets(int count, int nameLength, JsonNode event) {
    ObjectNode data = RecordJson.object();
    ArrayNode assets = data.putObject("observation").putArray("assets");
    for (int i = 0; i < count; i++) {
      assets
          .addObject()
          .put("name", "%06d".formatted(i) + "x".repeat(nameLength))
          .put("size", 1000)
          .put("sha256", "ab".repeat(32));
    }
    PackageVersion version = new PackageVersion(coordinates("releases", "large"), "1.0.0");
    return LedgerRecord.create(
        "package-version.published",
        TIME,
        TIME,
        PackageStreams.stream(version.coordinates()),
        "%020d#event".formatted(1),
        Optional.of(version),
        data,
        Optional.of(event));
  }
}
