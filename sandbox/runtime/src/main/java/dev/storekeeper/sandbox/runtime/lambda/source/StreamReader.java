package dev.storekeeper.sandbox.runtime.lambda.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.messaging.RecordStream;
import dev.storekeeper.sandbox.runtime.time.Activity;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream in order and in batches, each at least once: a record is left behind only when its
 * batch was handled, when the filter drops it, or when it is handed to {@link
 * StreamHandler#discard}. Its thread ends at an interrupt.
 */
public final class StreamReader implements Runnable {
  /** What one invocation may carry. */
  static final int MAX_BYTES = 6 << 20;

  /**
   * {@code end} counts the records of the stream up to and with this one, from the batch's start.
   */
  private record Item(ObjectNode record, int end) {}

  private record Work(List<Item> items, int attempts, Optional<Failure> last) {
    List<ObjectNode> records() {
      return items.stream().map(Item::record).toList();
    }

    Work part(int from, int to, int attemptsOfPart) {
      return new Work(items.subList(from, to), attemptsOfPart, last);
    }
  }

  private final RecordStream stream;
  private final PositionFile file;
  private final StreamSettings settings;
  private final EventFilter filter;
  private final StreamHandler handler;
  private final VirtualClock clock;
  private final Consumer<String> problems;
  private final Activity activity;
  private volatile @Nullable StreamCursor current;
  private volatile boolean waitsForTime;
  private volatile long nothingSince = -1;

  /**
   * A reader.
   *
   * @param problems takes what goes wrong, for people
   */
  public StreamReader(
      RecordStream stream,
      PositionFile file,
      StreamSettings settings,
      EventFilter filter,
      StreamHandler handler,
      VirtualClock clock,
      Consumer<String> problems) {
    this.stream = stream;
    this.file = file;
    this.settings = settings;
    this.filter = filter;
    this.handler = handler;
    this.clock = clock;
    this.problems = problems;
    this.activity = clock.activity();
  }

  @Override
  public void run() {
    try (Activity.Registration _ = activity.add(this::waiting)) {
      int failures = 0;
      while (!Thread.currentThread().isInterrupted()) {
        try {
          // After a failure of its own the reader starts anew from what is saved.
          StreamCursor cursor = StreamCursor.open(stream, file, settings.latest());
          current = cursor;
          while (!Thread.currentThread().isInterrupted()) {
            boolean more;
            try (Activity.Work _ = activity.look("records of a stream")) {
              more = handleNext(cursor);
            }
            if (!more) {
              activity.nap(settings.poll());
            }
            failures = 0;
          }
        } catch (RuntimeException e) {
          problems.accept("cannot read the stream, will try again: " + e);
          failures++;
          try (Activity.Work _ = activity.begin("a reader of a stream")) {
            pause(delay(failures));
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<String> waiting() {
    StreamCursor cursor = current;
    long changes = activity.changes();
    if (waitsForTime || (cursor != null && nothingSince == changes)) {
      return Optional.empty();
    }
    if (cursor == null || cursor.more()) {
      return Optional.of("records in a stream");
    }
    nothingSince = changes;
    return Optional.empty();
  }

  private void pause(Duration duration) throws InterruptedException {
    waitsForTime = true;
    try {
      Pause.of(clock, duration);
    } finally {
      waitsForTime = false;
    }
  }

  /** Handles the next batch; false if there is nothing to read. */
  private boolean handleNext(StreamCursor cursor) throws InterruptedException {
    List<ObjectNode> records = gather(cursor);
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      if (filter.matches(records.get(i))) {
        items.add(new Item(records.get(i), i + 1));
      }
    }
    int committed = items.isEmpty() ? 0 : handle(items, cursor);
    cursor.commit(records.size() - committed);
    return !records.isEmpty();
  }

  private List<ObjectNode> gather(StreamCursor cursor) throws InterruptedException {
    List<ObjectNode> records = cursor.peek(settings.batchSize());
    if (!records.isEmpty()) {
      activity.touch();
    }
    if (!records.isEmpty() && !settings.window().isZero()) {
      Instant until = clock.instant().plus(settings.window());
      while (records.size() < settings.batchSize() && clock.instant().isBefore(until)) {
        Thread.sleep(settings.poll().dividedBy(4));
        records = cursor.peek(settings.batchSize());
      }
    }
    int bytes = 0;
    for (int i = 0; i < records.size(); i++) {
      bytes += records.get(i).toString().getBytes(StandardCharsets.UTF_8).length + 1;
      if (i > 0 && bytes > MAX_BYTES - 1024) {
        return records.subList(0, i);
      }
    }
    return records;
  }

  /** Handles a batch until each record is done or discarded; returns how many are committed. */
  private int handle(List<Item> items, StreamCursor cursor) throws InterruptedException {
    Deque<Work> pending = new ArrayDeque<>();
    pending.push(new Work(items, 0, Optional.empty()));
    int committed = 0;
    int refusals = 0;
    while (!pending.isEmpty()) {
      Work work = pending.pop();
      int expired = expired(work);
      if (expired > 0) {
        discard(work.part(0, expired, work.attempts()), "RecordAgeExceeded");
        committed = commit(cursor, committed, work.items().get(expired - 1));
        if (expired == work.items().size()) {
          continue;
        }
        work = work.part(expired, work.items().size(), work.attempts());
      }
      StreamHandler.Result result;
      try {
        result = handler.handle(work.records());
      } catch (AwsException e) {
        result =
            e.retryable()
                ? new StreamHandler.Result.RefusedFrom(0, e)
                : new StreamHandler.Result.FailedFrom(0, Failure.of(e));
      }
      refusals = result instanceof StreamHandler.Result.RefusedFrom ? refusals + 1 : 0;
      switch (result) {
        case StreamHandler.Result.RefusedFrom(int first, AwsException refusal) -> {
          problems.accept(
              "refused, will try again: " + refusal.code() + ": " + refusal.getMessage());
          if (first > 0) {
            committed = commit(cursor, committed, work.items().get(first - 1));
          }
          pending.push(work.part(first, work.items().size(), work.attempts()));
          pause(delay(refusals));
        }
        case StreamHandler.Result.Done done ->
            committed = commit(cursor, committed, work.items().getLast());
        case StreamHandler.Result.FailedFrom(int first, Failure failure) -> {
          if (first > 0) {
            committed = commit(cursor, committed, work.items().get(first - 1));
          }
          committed = failed(work, first, failure, pending, cursor, committed);
        }
      }
    }
    return committed;
  }

  private int failed(
      Work work,
      int first,
      Failure failure,
      Deque<Work> pending,
      StreamCursor cursor,
      int committed)
      throws InterruptedException {
    problems.accept("a batch failed: " + failure.message());
    int size = work.items().size();
    // What is done of the batch leaves a new one, which begins with its first failure.
    int attempts = first > 0 ? 1 : work.attempts() + 1;
    Work rest = new Work(work.items().subList(first, size), attempts, Optional.of(failure));
    int left = rest.items().size();
    if (first == 0 && settings.bisect() && left > 1) {
      // Splitting a batch does not count towards its retries.
      pending.push(rest.part(left / 2, left, work.attempts()));
      pending.push(rest.part(0, left / 2, work.attempts()));
    } else if (settings.maximumRetries().isPresent()
        && attempts > settings.maximumRetries().getAsInt()) {
      discard(rest, "RetryAttemptsExhausted");
      return commit(cursor, committed, rest.items().getLast());
    } else {
      pending.push(rest);
    }
    pause(delay(attempts));
    return committed;
  }

  private int expired(Work work) {
    if (settings.maximumAge().isEmpty()) {
      return 0;
    }
    Instant oldest = clock.instant().minus(settings.maximumAge().get());
    int count = 0;
    while (count < work.items().size()
        && Discarded.created(work.items().get(count).record()).isBefore(oldest)) {
      count++;
    }
    return count;
  }

  private void discard(Work work, String condition) throws InterruptedException {
    handler.discard(new Discarded(work.records(), condition, work.attempts(), work.last()));
  }

  private static int commit(StreamCursor cursor, int committed, Item last) {
    cursor.commit(last.end() - committed);
    return last.end();
  }

  private Duration delay(int attempt) {
    return Pause.growing(settings.retryDelay(), attempt, StreamSettings.MOST_DELAY);
  }
}
