package dev.storekeeper.sandbox.codeartifact.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import dev.storekeeper.sandbox.codeartifact.store.MetadataStore;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The events that nobody has taken yet. They are written in the same commit as the change that they
 * tell of, in the form of the User Guide's "CodeArtifact event format and example".
 *
 * <p>Of a deleted version the service's documentation does not say what {@code packageVersionState}
 * holds; here it is {@code Deleted}. An event goes to the domain's owner and, if that is another
 * account, once more to the repository's administrator.
 */
public final class Outbox {
  private final MetadataStore store;
  private final Tables tables;
  private final Arns arns;
  private final Clock clock;

  Outbox(MetadataStore store, Tables tables, Arns arns, Clock clock) {
    this.store = store;
    this.tables = tables;
    this.arns = arns;
    this.clock = clock;
  }

  /** An event and its key in the outbox. */
  public record Entry(String key, ObjectNode event) {}

  /** The oldest events, in order. */
  public List<Entry> head(int limit) {
    return store.read(() ->
        tables.outbox.rows("").limit(limit).map(row -> new Entry(row.key(), row.value())).toList());
  }

  /** Removes events that were taken. */
  public void remove(List<Entry> taken) {
    store.write(() -> {
      taken.forEach(entry -> tables.outbox.remove(entry.key()));
      return taken.size();
    });
  }

  /** How many events wait. */
  public int size() {
    return store.read(() -> tables.outbox.keys("").size());
  }

  /** Within a change: adds the events that tell of it. */
  void add(Repository repository, VersionChange change) {
    long sequence = nextSequence(change.key());
    ObjectNode detail = detail(repository, change, sequence);
    Stream.of(repository.id().domain().owner(), repository.administrator())
        .distinct()
        .forEach(account -> append(envelope(account, change.key(), detail)));
  }

  /** Within a change: counts an event of a package that nobody is told of. */
  void pass(PackageKey key) {
    nextSequence(key);
  }

  private long nextSequence(PackageKey key) {
    long next = tables.sequences.get(key.key()).orElse(0L) + 1;
    tables.sequences.put(key.key(), next);
    return next;
  }

  private void append(ObjectNode event) {
    long last = tables.outbox.lastKey().map(Long::parseLong).orElse(0L);
    tables.outbox.put("%019d".formatted(last + 1), event);
  }

  private ObjectNode envelope(String account, PackageKey key, ObjectNode detail) {
    ObjectNode event =
        Json.object()
            .put("version", "0")
            .put("id", UUID.randomUUID().toString())
            .put("detail-type", "CodeArtifact Package Version State Change")
            .put("source", "aws.codeartifact")
            .put("account", account)
            .put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
            .put("region", arns.region());
    event.putArray("resources").add(arns.ofPackage(key));
    event.set("detail", detail);
    return event;
  }

  private ObjectNode detail(Repository repository, VersionChange change, long sequence) {
    PackageKey key = change.key();
    String namespace = key.id().namespace();
    ObjectNode detail =
        Json.object()
            .put("domainName", repository.id().domain().name())
            .put("domainOwner", repository.id().domain().owner())
            .put("repositoryName", repository.id().name())
            .put("repositoryAdministrator", repository.administrator())
            .put("packageFormat", key.id().format())
            .put("packageNamespace", namespace.isEmpty() ? null : namespace)
            .put("packageName", key.id().name())
            .put("packageVersion", change.version())
            .put("packageVersionState", change.state().wireName())
            .put("packageVersionRevision", change.revision());
    detail
        .putObject("changes")
        .put("assetsAdded", change.assetsAdded())
        .put("assetsRemoved", change.assetsRemoved())
        .put("assetsUpdated", 0)
        .put("metadataUpdated", change.metadataUpdated())
        .put("statusChanged", change.statusChanged());
    return detail
        .put("operationType", change.operation().wireName())
        .put("sequenceNumber", sequence)
        .put("eventDeduplicationId", deduplicationId(change, sequence));
  }

  private String deduplicationId(VersionChange change, long sequence) {
    return Identifiers.sha256Base64(
        String.join(
            "\n",
            arns.ofPackage(change.key()),
            change.version(),
            change.revision(),
            Long.toString(sequence)));
  }
}
