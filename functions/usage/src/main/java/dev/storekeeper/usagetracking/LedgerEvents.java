package dev.storekeeper.usagetracking;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.lambda.MessageOutcome;
import dev.storekeeper.lambda.MessageOutcome.Done;
import dev.storekeeper.ledger.LedgerRecord;
import dev.storekeeper.usage.RepositoryCoordinates;
import dev.storekeeper.usage.UsageRecorder;
import dev.storekeeper.usagetracking.trail.MalformedTrailException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Takes what the ledger announces: publications, and tokens that were granted. Thread-safe. */
final class LedgerEvents {
  private final UsageRecorder recorder;

  LedgerEvents(UsageRecorder recorder) {
    this.recorder = recorder;
  }

  /** Takes an event of the bus; records of other types say nothing of use. */
  MessageOutcome recorded(EventEnvelope event) throws MalformedTrailException {
    try {
      LedgerRecord record = LedgerRecord.read(event.detail().toString());
      switch (record.type()) {
        case "package-version.published" -> published(record);
        case "token.granted" -> granted(record, event.account());
        default -> {}
      }
      return new Done();
    } catch (IllegalArgumentException e) {
      throw new MalformedTrailException("ledger record: " + e.getMessage(), e);
    }
  }

  private void published(LedgerRecord record) {
    PackageVersion version =
        record
            .packageVersion()
            .orElseThrow(() -> new IllegalArgumentException("package: found nothing"));
    JsonNode data = record.data();
    recorder.recordPublished(
        version,
        record.time(),
        Optional.of(data.path("revision").asText()).filter(revision -> !revision.isEmpty()),
        Arrays.stream(OriginType.values())
            .filter(origin -> origin.name().equals(data.path("origin").asText()))
            .findFirst());
  }

  private void granted(LedgerRecord record, String account) {
    JsonNode granted = record.data().path("granted");
    String owner = granted.path("domainOwner").asText(account);
    List<RepositoryCoordinates> repositories = new ArrayList<>();
    granted
        .path("repositories")
        .forEach(name ->
            repositories.add(
                new RepositoryCoordinates(owner, granted.path("domain").asText(), name.asText())));
    repositories.forEach(repository -> recorder.recordGrant(repository, record.time()));
  }
}
