package dev.storekeeper.sandbox.runtime.cloudtrail;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.s3.S3Service;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One trail at work: log files about five minutes after their first record, digests every hour,
 * empty ones too. A log file is written, then remembered, then its records are forgotten; what a
 * crash interrupts is delivered again, as CloudTrail may do. Safe for use by many threads.
 */
final class TrailDelivery {
  private static final Logger LOG = System.getLogger(TrailDelivery.class.getName());
  private static final Duration PERIOD = Duration.ofMinutes(5);
  private static final Duration HOUR = Duration.ofHours(1);

  /** Longer than that without a sandbox, and the digests begin a new chain. */
  private static final Duration MOST_CAUGHT_UP = Duration.ofDays(31);

  private static final int MOST_RECORDS = 10_000;
  private static final long MOST_BYTES = 16L << 20;
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final Account account;
  private final VirtualClock clock;
  private final S3Service s3;
  private final DigestKey key;
  private final Trail trail;
  private final Path stateFile;
  private final SecureRandom random = new SecureRandom();
  private final Spool spool;
  private TrailState state;
  private boolean scheduled;

  TrailDelivery(
      Account account, VirtualClock clock, S3Service s3, DigestKey key, Trail trail, Path folder)
      throws IOException {
    this.account = account;
    this.clock = clock;
    this.s3 = s3;
    this.key = key;
    this.trail = trail;
    Files.createDirectories(folder);
    this.stateFile = folder.resolve("state.json");
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    TrailState loaded = TrailState.load(stateFile).orElseGet(() -> TrailState.initial(now));
    this.state =
        Duration.between(loaded.digestEnd(), now).compareTo(MOST_CAUGHT_UP) > 0
            ? loaded.anew(now)
            : loaded;
    this.spool = new Spool(folder, state.spool());
    state.save(stateFile);
  }

  Trail trail() {
    return trail;
  }

  /** Begins to deliver what waits, and digests. */
  synchronized void start() {
    if (spool.size() > 0) {
      schedule();
    }
    if (trail.logging() && trail.validated()) {
      scheduleDigest();
    }
  }

  /** Takes a record. */
  synchronized void add(ObjectNode record) {
    if (!trail.logging() || !trail.selection().takes(record)) {
      return;
    }
    try {
      spool.add(record);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep a record for the trail " + trail.name(), e);
    }
    if (spool.size() >= MOST_RECORDS || spool.bytes() >= MOST_BYTES) {
      deliver();
    } else {
      schedule();
    }
  }

  /** Delivers what waits, if anything does. */
  synchronized void deliver() {
    if (spool.size() == 0) {
      return;
    }
    List<ObjectNode> records = spool.records();
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.putArray("Records").addAll(records);
    byte[] bytes = content.toString().getBytes(StandardCharsets.UTF_8);
    String name = trail.logKey(account, clock.instant(), unique());
    s3.write(
        trail.service(), trail.bucket(), name, compressed(bytes), "application/json", Map.of());
    Collection<String> times =
        records.stream().map(record -> record.path("eventTime").asText()).sorted().toList();
    state =
        state.with(
            new LogFile(
                name,
                DigestKey.sha256(bytes),
                times.stream().max(Comparator.naturalOrder()).orElse(""),
                times.stream().min(Comparator.naturalOrder()).orElse("")));
    try {
      state.save(stateFile);
      spool.clear(state.spool());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the state of the trail " + trail.name(), e);
    }
  }

  /** What there is of it, for people. */
  synchronized ObjectNode view() {
    ObjectNode view =
        JsonNodeFactory.instance
            .objectNode()
            .put("trail", trail.name())
            .put("bucket", trail.bucket())
            .put("logging", trail.logging())
            .put("waiting", spool.size())
            .put("digestsUntil", state.digestEnd().toString());
    state.previous().ifPresent(digest -> view.put("lastDigest", digest.key()));
    return view;
  }

  private void schedule() {
    if (!scheduled) {
      scheduled = true;
      clock.schedule(clock.instant().plus(PERIOD), this::due);
    }
  }

  private synchronized void due() {
    scheduled = false;
    try {
      deliver();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "the trail " + trail.name() + " will try again: " + e.getMessage(), e);
      schedule();
    }
  }

  private void scheduleDigest() {
    clock.schedule(state.digestEnd().plus(HOUR), this::digestDue);
  }

  private synchronized void digestDue() {
    try {
      digest(state.digestEnd().plus(HOUR));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "the trail " + trail.name() + " has no digest: " + e.getMessage(), e);
      clock.schedule(clock.instant().plus(PERIOD), this::digestDue);
      return;
    }
    scheduleDigest();
  }

  private void digest(Instant end) {
    String name = trail.digestKey(account, end);
    Optional<TrailState.Digest> previous = state.previous();
    ObjectNode digest = JsonNodeFactory.instance.objectNode();
    digest
        .put("awsAccountId", account.id())
        .put("digestStartTime", state.digestEnd().toString())
        .put("digestEndTime", end.toString())
        .put("digestS3Bucket", trail.bucket())
        .put("digestS3Object", name)
        .put("digestPublicKeyFingerprint", key.fingerprint())
        .put("digestSignatureAlgorithm", DigestKey.ALGORITHM)
        .put("newestEventTime", time(Comparator.naturalOrder()))
        .put("oldestEventTime", time(Comparator.reverseOrder()))
        .put("previousDigestS3Bucket", previous.map(_ -> trail.bucket()).orElse(null))
        .put("previousDigestS3Object", previous.map(TrailState.Digest::key).orElse(null))
        .put("previousDigestHashValue", previous.map(TrailState.Digest::hash).orElse(null))
        .put("previousDigestHashAlgorithm", previous.map(_ -> "SHA-256").orElse(null))
        .put("previousDigestSignature", previous.map(TrailState.Digest::signature).orElse(null));
    ArrayNode files = digest.putArray("logFiles");
    state.logFiles().forEach(file -> files.add(file.toJson(trail.bucket())));
    byte[] content = digest.toString().getBytes(StandardCharsets.UTF_8);
    String hash = DigestKey.sha256(content);
    String signature =
        key.sign(
            String.join(
                "\n",
                end.toString(),
                trail.bucket() + "/" + name,
                hash,
                previous.map(TrailState.Digest::signature).orElse("null")));
    s3.write(
        trail.service(),
        trail.bucket(),
        name,
        compressed(content),
        "application/json",
        Map.of("signature", signature, "signature-algorithm", DigestKey.ALGORITHM));
    state = state.with(new TrailState.Digest(name, hash, signature), end);
    try {
      state.save(stateFile);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the state of the trail " + trail.name(), e);
    }
  }

  /** The last of the times of the log files' events, in an order; null if there are none. */
  private @Nullable String time(Comparator<String> order) {
    return state.logFiles().stream()
        .flatMap(file -> Stream.of(file.newest(), file.oldest()))
        .filter(Objects::nonNull)
        .max(order)
        .orElse(null);
  }

  private String unique() {
    StringBuilder text = new StringBuilder();
    random.ints(16, 0, LETTERS.length()).forEach(index -> text.append(LETTERS.charAt(index)));
    return text.toString();
  }

  private static byte[] compressed(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
