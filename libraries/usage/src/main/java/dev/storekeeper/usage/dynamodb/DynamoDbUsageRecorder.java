package dev.storekeeper.usage.dynamodb;

import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.usage.Access;
import dev.storekeeper.usage.DomainPackage;
import dev.storekeeper.usage.ForeignChange;
import dev.storekeeper.usage.Refusal;
import dev.storekeeper.usage.RepositoryCoordinates;
import dev.storekeeper.usage.UsageRecorder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Writes the index. Needs {@code dynamodb:UpdateItem} on the table. Thread-safe. */
public final class DynamoDbUsageRecorder implements UsageRecorder {
  private final UsageTable table;

  /** Records in the table of this name. */
  public DynamoDbUsageRecorder(DynamoDbClient client, String table) {
    this.table = new UsageTable(client, table);
  }

  @Override
  public void recordRead(DomainPackage domainPackage, String version, Access access) {
    table.setIfLater(
        Keys.version(domainPackage),
        version,
        "lastRead",
        access.time(),
        Map.of("readRepository", access.repository(), "readPrincipal", access.principal()));
  }

  @Override
  public void recordRefused(DomainPackage domainPackage, String version, Refusal refusal) {
    refused(Keys.version(domainPackage), version, refusal);
  }

  @Override
  public void recordPublished(
      PackageVersion version,
      Instant time,
      Optional<String> revision,
      Optional<OriginType> origin) {
    String key = Keys.published(version.coordinates());
    Map<String, String> others = new HashMap<>();
    revision.ifPresent(value -> others.put("revision", value));
    origin.ifPresent(value -> others.put("origin", value.name()));
    // The earliest time comes first: a reader in between finds no time that is not there.
    table.setIfEarlier(key, version.version(), "firstSeen", time);
    table.setIfLater(key, version.version(), "publishedAt", time, others);
    table.setIfLater(
        Keys.repository(RepositoryCoordinates.of(version.coordinates())),
        Sorts.PUBLISH,
        Sorts.TIME,
        time,
        Map.of());
  }

  @Override
  public void recordRepositoryRead(RepositoryCoordinates repository, Access access) {
    access(repository, Sorts.READ, access);
  }

  @Override
  public void recordUnattributedRead(RepositoryCoordinates repository, Access access) {
    access(repository, Sorts.UNATTRIBUTED, access);
  }

  @Override
  public void recordRepositoryRefused(RepositoryCoordinates repository, Refusal refusal) {
    refused(Keys.repository(repository), Sorts.REFUSED, refusal);
  }

  @Override
  public void recordGrant(RepositoryCoordinates repository, Instant time) {
    table.setIfLater(Keys.repository(repository), Sorts.GRANT, Sorts.TIME, time, Map.of());
  }

  @Override
  public void recordForeignChange(RepositoryCoordinates repository, ForeignChange change) {
    table.setIfLater(
        Keys.repository(repository),
        Sorts.FOREIGN_CHANGE,
        Sorts.TIME,
        change.time(),
        Map.of("eventName", change.eventName(), "principal", change.principal()));
  }

  private void access(RepositoryCoordinates repository, String sort, Access access) {
    table.setIfLater(
        Keys.repository(repository),
        sort,
        Sorts.TIME,
        access.time(),
        Map.of("repository", access.repository(), "principal", access.principal()));
  }

  private void refused(String key, String sort, Refusal refusal) {
    table.setIfLater(
        key,
        sort,
        "lastRefused",
        refusal.attempt().time(),
        Map.of(
            "refusedRepository", refusal.attempt().repository(),
            "refusedPrincipal", refusal.attempt().principal(),
            "refusedCode", refusal.errorCode()));
  }
}
