package dev.storekeeper.sandbox.runtime.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.lambda.host.Execution;
import dev.storekeeper.sandbox.runtime.lambda.host.LogLine;
import dev.storekeeper.sandbox.runtime.lambda.source.FailureDelivery;
import dev.storekeeper.sandbox.runtime.lambda.source.Pause;
import dev.storekeeper.sandbox.runtime.time.Activity;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * The queue of asynchronous invocations (Lambda Developer Guide, "How Lambda handles errors and
 * retries with asynchronous invocation"): a failed event is tried again after one and two minutes
 * of virtual time, a throttled one after 1 s growing to 5 min, until it is too old. It is held in
 * memory. Safe for use by many threads.
 */
final class AsyncInvocations implements AutoCloseable {
  /** What an event may weigh when nobody waits for the answer. */
  static final int MAX_PAYLOAD = 1 << 20;

  private static final int MAX_QUEUED = 100_000;
  private static final Duration RETRY = Duration.ofMinutes(1);
  private static final Duration THROTTLED = Duration.ofSeconds(1);
  private static final Duration MOST_THROTTLED = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Event(
      Target target,
      String trigger,
      String requestId,
      byte[] payload,
      Instant queuedAt,
      Instant due,
      int failures,
      int throttles,
      Optional<Execution> last) {

    Event at(Instant newDue, int newFailures, int newThrottles, Optional<Execution> newLast) {
      return new Event(
          target,
          trigger,
          requestId,
          payload,
          queuedAt,
          newDue,
          newFailures,
          newThrottles,
          newLast);
    }
  }

  /** The due events of one function, and how many threads work on them. */
  private static final class Lane {
    private final Queue<Event> due = new ArrayDeque<>();
    private int workers;
    private int queued;
  }

  private final Invoker invoker;
  private final VirtualClock clock;
  private final FailureDelivery delivery;
  private final Consumer<LogLine> console;
  private final Activity activity;
  private final Activity.Registration registration;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  AsyncInvocations(
      Invoker invoker, VirtualClock clock, FailureDelivery delivery, Consumer<LogLine> console) {
    this.invoker = invoker;
    this.clock = clock;
    this.delivery = delivery;
    this.console = console;
    this.activity = clock.activity();
    this.registration = activity.add(this::waiting);
  }

  /**
   * Queues an event.
   *
   * @return its request id
   * @throws AwsException if it is too large, no JSON, or too many wait
   */
  String submit(Target target, String trigger, byte[] payload) {
    if (payload.length > MAX_PAYLOAD) {
      throw new AwsException(
          413,
          "RequestTooLargeException",
          "Request must be smaller than %d bytes for the InvokeFunction operation"
              .formatted(MAX_PAYLOAD));
    }
    Lane lane = lane(target);
    synchronized (lane) {
      if (lane.queued == MAX_QUEUED) {
        throw new AwsException(429, "TooManyRequestsException", "Rate Exceeded.");
      }
      lane.queued++;
    }
    String requestId = UUID.randomUUID().toString();
    Instant now = clock.instant();
    due(new Event(target, trigger, requestId, payload, now, now, 0, 0, Optional.empty()));
    return requestId;
  }

  @Override
  public void close() {
    registration.close();
    threads.shutdownNow();
  }

  private Lane lane(Target target) {
    return lanes.computeIfAbsent(target.function().name(), name -> new Lane());
  }

  private void due(Event event) {
    Lane lane = lane(event.target());
    synchronized (lane) {
      lane.due.add(event);
      if (lane.workers >= Math.max(1, invoker.concurrency(event.target()))) {
        return;
      }
      lane.workers++;
    }
    try {
      threads.execute(() -> work(lane));
    } catch (RejectedExecutionException e) {
      // The sandbox is closing; its asynchronous events end with it.
      synchronized (lane) {
        lane.workers--;
      }
    }
  }

  private void work(Lane lane) {
    while (true) {
      try (Activity.Work _ = activity.begin("an asynchronous invocation")) {
        Event event;
        synchronized (lane) {
          event = lane.due.poll();
          if (event == null) {
            lane.workers--;
            return;
          }
        }
        attempt(event, lane);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private Optional<String> waiting() {
    for (Lane lane : lanes.values()) {
      synchronized (lane) {
        if (!lane.due.isEmpty()) {
          return Optional.of("asynchronous invocations");
        }
      }
    }
    return Optional.empty();
  }

  private void attempt(Event event, Lane lane) throws InterruptedException {
    InvokeConfiguration settings = event.target().invoke();
    if (invoker.concurrency(event.target()) == 0) {
      giveUp(event, "ZeroReservedConcurrency", lane);
      return;
    }
    Instant latest = event.queuedAt().plus(settings.maximumAge());
    if (event.due().isAfter(latest)) {
      giveUp(event, "EventAgeExceeded", lane);
      return;
    }
    Execution execution;
    try {
      execution =
          invoker.run(
              event.target(),
              event.trigger(),
              event.requestId(),
              event.payload(),
              Duration.ofSeconds(1));
    } catch (AwsException | java.io.UncheckedIOException e) {
      int throttles = event.throttles() + 1;
      Duration wait = Pause.growing(THROTTLED, throttles, MOST_THROTTLED);
      schedule(event.at(event.due().plus(wait), event.failures(), throttles, event.last()));
      return;
    }
    if (execution.succeeded()) {
      Event done = event.at(event.due(), event.failures(), 0, Optional.of(execution));
      Optional<String> destination = settings.onSuccess();
      if (destination.isPresent()) {
        deliverRecord(done, destination.get(), "Success", event.failures() + 1);
      }
      leave(lane);
      return;
    }
    int failures = event.failures() + 1;
    Instant next = event.due().plus(execution.duration()).plus(RETRY.multipliedBy(failures));
    Event failed = event.at(next, failures, 0, Optional.of(execution));
    if (failures > settings.maximumRetries()) {
      giveUp(failed, "RetriesExhausted", lane);
    } else {
      schedule(failed);
    }
  }

  private void schedule(Event event) {
    clock.schedule(event.due(), () -> due(event));
  }

  private void giveUp(Event event, String condition, Lane lane) throws InterruptedException {
    Target target = event.target();
    Optional<String> destination = target.invoke().onFailure();
    if (destination.isPresent()) {
      deliverRecord(event, destination.get(), condition, event.failures());
    }
    if (target.deadLetterQueue().isPresent()) {
      delivery.deliver(
          target.deadLetterQueue().get(),
          role(target),
          new String(event.payload(), StandardCharsets.UTF_8),
          Map.of(
              "RequestID",
              event.requestId(),
              "ErrorCode",
              event.last().isPresent() ? "200" : "429",
              "ErrorMessage",
              errorMessage(event, condition)),
          problem(target));
    }
    if (destination.isEmpty() && target.deadLetterQueue().isEmpty()) {
      problem(target)
          .accept("event of request " + event.requestId() + " is discarded: " + condition);
    }
    leave(lane);
  }

  private void deliverRecord(Event event, String arn, String condition, int invokeCount)
      throws InterruptedException {
    Target target = event.target();
    Instant now = clock.instant();
    ObjectNode record =
        AsyncRecord.of(
            target, event.requestId(), event.payload(), condition, invokeCount, event.last(), now);
    ObjectNode message =
        arn.contains(":event-bus/") ? AsyncRecord.busEntry(record, target, arn, now) : record;
    delivery.deliver(arn, role(target), message.toString(), Map.of(), problem(target));
  }

  private static Caller role(Target target) {
    return new Caller.RoleSession(target.function().role(), target.function().name(), "");
  }

  private Consumer<String> problem(Target target) {
    return text -> console.accept(new LogLine(target.function().name(), text));
  }

  private static String errorMessage(Event event, String condition) {
    String message = condition;
    if (event.last().isPresent()) {
      try {
        message =
            JSON.readTree(event.last().get().payload()).path("errorMessage").asText(condition);
      } catch (IOException e) {
        // A runtime may report anything as its error; the condition says enough.
        message = condition;
      }
    }
    return message.length() > 1024 ? message.substring(0, 1024) : message;
  }

  private static void leave(Lane lane) {
    synchronized (lane) {
      lane.queued--;
    }
  }
}
