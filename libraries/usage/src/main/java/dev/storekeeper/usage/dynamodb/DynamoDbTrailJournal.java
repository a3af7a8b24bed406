package dev.storekeeper.usage.dynamodb;

import dev.storekeeper.usage.UsageUnavailableException;
import dev.storekeeper.usage.trail.Chain;
import dev.storekeeper.usage.trail.Digest;
import dev.storekeeper.usage.trail.ProcessedLogFile;
import dev.storekeeper.usage.trail.TrailFile;
import dev.storekeeper.usage.trail.TrailJournal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * The journal in the usage table. Needs {@code dynamodb:PutItem}, {@code GetItem}, {@code
 * UpdateItem}, {@code BatchGetItem} and {@code Query} on it. Thread-safe.
 */
public final class DynamoDbTrailJournal implements TrailJournal {
  private static final Duration KEPT = Duration.ofDays(40);
  private static final int KEYS_PER_CALL = 100;
  private static final int MAX_TRIES = 5;
  private static final String PROCESSED = "processed";
  private static final String STARTED = "started";

  private final UsageTable table;
  private final Clock clock;

  /** The journal in the table of this name. */
  public DynamoDbTrailJournal(DynamoDbClient client, String table, Clock clock) {
    this.table = new UsageTable(client, table);
    this.clock = clock;
  }

  @Override
  public void processed(ProcessedLogFile logFile) {
    Map<String, AttributeValue> item =
        new HashMap<>(UsageTable.key(Keys.logFile(logFile.file().object()), PROCESSED));
    item.put("object", AttributeValue.fromS(logFile.file().object()));
    item.put("sha256", AttributeValue.fromS(logFile.file().sha256()));
    item.put("holdsReads", AttributeValue.fromBool(logFile.holdsReads()));
    put(item);
  }

  @Override
  public Map<String, ProcessedLogFile> processed(Set<String> objects) {
    Map<String, ProcessedLogFile> found = new HashMap<>();
    List<String> all = List.copyOf(objects);
    for (int from = 0; from < all.size(); from += KEYS_PER_CALL) {
      read(all.subList(from, Math.min(from + KEYS_PER_CALL, all.size())), found);
    }
    return found;
  }

  private void read(List<String> objects, Map<String, ProcessedLogFile> found) {
    List<Map<String, AttributeValue>> keys =
        objects.stream().map(object -> UsageTable.key(Keys.logFile(object), PROCESSED)).toList();
    for (int tries = 0; !keys.isEmpty(); tries++) {
      if (tries == MAX_TRIES) {
        throw new UsageUnavailableException(
            "the usage table "
                + table.name()
                + " does not answer for all log files; "
                + keys.size()
                + " are left");
      }
      List<Map<String, AttributeValue>> wanted = keys;
      var answer =
          table.call(dynamoDb ->
              dynamoDb.batchGetItem(request ->
                  request.requestItems(
                      Map.of(
                          table.name(),
                          KeysAndAttributes.builder().keys(wanted).consistentRead(true).build()))));
      for (var attributes : answer.responses().getOrDefault(table.name(), List.of())) {
        UsageItem item = new UsageItem(attributes);
        TrailFile file = new TrailFile(item.required("object"), item.required("sha256"));
        found.put(file.object(), new ProcessedLogFile(file, item.flag("holdsReads")));
      }
      var left = answer.unprocessedKeys().get(table.name());
      keys = left == null ? List.of() : left.keys();
    }
  }

  @Override
  public void seen(Digest digest) {
    put(new HashMap<>(Chains.write(digest)));
  }

  @Override
  public List<Digest> digestsAfter(String chain, Instant end, int limit) {
    return table.from(Keys.digests(chain), Times.text(end.plusMillis(1)), limit).stream()
        .map(item -> Chains.readDigest(chain, item))
        .toList();
  }

  @Override
  public Optional<Chain> chain(String id) {
    return table.find(Keys.COVERAGE, id).map(Chains::read);
  }

  @Override
  public List<Chain> chains() {
    return table.all(Keys.COVERAGE).stream().map(Chains::read).toList();
  }

  @Override
  public boolean save(Chain chain) {
    Map<String, AttributeValue> item = Chains.write(chain, chain.revision() + 1);
    boolean isNew = chain.revision() == 0;
    return table.conditionally(dynamoDb ->
        dynamoDb.putItem(request -> {
          request.tableName(table.name()).item(item);
          if (isNew) {
            request
                .conditionExpression("attribute_not_exists(#key)")
                .expressionAttributeNames(Map.of("#key", UsageItem.KEY));
          } else {
            request
                .conditionExpression("#revision = :revision")
                .expressionAttributeNames(Map.of("#revision", "revision"))
                .expressionAttributeValues(
                    Map.of(":revision", AttributeValue.fromN(Long.toString(chain.revision()))));
          }
        }));
  }

  @Override
  public Instant trackingSince(Instant now) {
    Optional<UsageItem> known = table.find(Keys.TRACKING, STARTED);
    if (known.isEmpty()) {
      table.setIfEarlier(Keys.TRACKING, STARTED, Sorts.TIME, now);
      known = table.find(Keys.TRACKING, STARTED);
    }
    return known
        .map(item -> item.requiredTime(Sorts.TIME))
        .orElseThrow(() -> new UsageUnavailableException("the beginning of tracking was lost"));
  }

  private void put(Map<String, AttributeValue> item) {
    item.put(
        UsageItem.TTL,
        AttributeValue.fromN(Long.toString(clock.instant().plus(KEPT).getEpochSecond())));
    table.call(dynamoDb -> dynamoDb.putItem(request -> request.tableName(table.name()).item(item)));
  }
}
