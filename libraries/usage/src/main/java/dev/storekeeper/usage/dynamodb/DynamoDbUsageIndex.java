package dev.storekeeper.usage.dynamodb;

import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.usage.Access;
import dev.storekeeper.usage.Coverage;
import dev.storekeeper.usage.DomainPackage;
import dev.storekeeper.usage.ForeignChange;
import dev.storekeeper.usage.PackageUsage;
import dev.storekeeper.usage.Published;
import dev.storekeeper.usage.Refusal;
import dev.storekeeper.usage.RepositoryCoordinates;
import dev.storekeeper.usage.RepositoryUsage;
import dev.storekeeper.usage.UsageIndex;
import dev.storekeeper.usage.VersionUsage;
import dev.storekeeper.usage.trail.Chain;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Reads the index. Needs {@code dynamodb:Query} on the table. Thread-safe. */
public final class DynamoDbUsageIndex implements UsageIndex {
  private final UsageTable table;

  /** The index in the table of this name. */
  public DynamoDbUsageIndex(DynamoDbClient client, String table) {
    this.table = new UsageTable(client, table);
  }

  @Override
  public PackageUsage versions(DomainPackage domainPackage) {
    Map<String, VersionUsage> versions = new HashMap<>();
    for (UsageItem item : table.all(Keys.version(domainPackage))) {
      versions.put(
          item.sort(),
          new VersionUsage(
              item.time("lastRead")
                  .map(time -> access(item, time, "readRepository", "readPrincipal")),
              refusal(item)));
    }
    return new PackageUsage(versions);
  }

  @Override
  public Map<String, Published> published(PackageCoordinates coordinates) {
    Map<String, Published> versions = new HashMap<>();
    for (UsageItem item : table.all(Keys.published(coordinates))) {
      Instant firstSeen = item.requiredTime("firstSeen");
      versions.put(
          item.sort(),
          new Published(
              firstSeen,
              item.time("publishedAt").orElse(firstSeen),
              item.text("revision"),
              item.text("origin").map(OriginType::valueOf)));
    }
    return Map.copyOf(versions);
  }

  @Override
  public RepositoryUsage repository(RepositoryCoordinates repository) {
    Map<String, UsageItem> items = new HashMap<>();
    table.all(Keys.repository(repository)).forEach(item -> items.put(item.sort(), item));
    return new RepositoryUsage(
        item(items, Sorts.READ).map(DynamoDbUsageIndex::access),
        item(items, Sorts.PUBLISH).map(item -> item.requiredTime(Sorts.TIME)),
        item(items, Sorts.GRANT).map(item -> item.requiredTime(Sorts.TIME)),
        item(items, Sorts.REFUSED).flatMap(DynamoDbUsageIndex::refusal),
        item(items, Sorts.UNATTRIBUTED).map(DynamoDbUsageIndex::access),
        item(items, Sorts.FOREIGN_CHANGE)
            .map(item ->
                new ForeignChange(
                    item.requiredTime(Sorts.TIME),
                    item.required("eventName"),
                    item.required("principal"))));
  }

  @Override
  public Coverage coverage() {
    return Coverage.union(
        table.all(Keys.COVERAGE).stream().map(Chains::read).map(Chain::coverage).toList());
  }

  private static Optional<UsageItem> item(Map<String, UsageItem> items, String sort) {
    return Optional.ofNullable(items.get(sort));
  }

  private static Access access(UsageItem item) {
    return access(item, item.requiredTime(Sorts.TIME), "repository", "principal");
  }

  private static Access access(UsageItem item, Instant time, String repository, String principal) {
    return new Access(time, item.required(repository), item.required(principal));
  }

  private static Optional<Refusal> refusal(UsageItem item) {
    return item.time("lastRefused")
        .map(time ->
            new Refusal(
                access(item, time, "refusedRepository", "refusedPrincipal"),
                item.required("refusedCode")));
  }
}
