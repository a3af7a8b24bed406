package dev.storekeeper.benchmarks.cleanup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A queue and who takes from it: hands messages to a worker, at most so many at once, until there
 * are none. What a killed worker had comes again to the next one.
 */
final class Run {
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final Duration VISIBLE_AGAIN = Duration.ofMinutes(17);
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a message came to. */
  record Invocation(String kind, String result, Duration took, long heap) {}

  private record Later(long nanos, ObjectNode message) {}

  private final Site site;
  private final Deque<ObjectNode> waiting = new ArrayDeque<>();
  private final Deque<Later> later = new ArrayDeque<>();
  private final Map<Long, ObjectNode> taken = new TreeMap<>();
  private final List<Invocation> invocations = new ArrayList<>();
  private @Nullable JsonNode closed;
  private Duration ahead;
  private long lastId;
  private int kills;
  private int killedInvocations;

  Run(Site site, Duration ahead) {
    this.site = site;
    this.ahead = ahead;
  }

  void add(String kind, Map<String, String> body) {
    ObjectNode message = JSON.createObjectNode().put("kind", kind);
    body.forEach(message.putObject("body")::put);
    waiting.add(message);
  }

  /** Works until nothing is left; kills the worker so often, at random times of the first units. */
  void work(int mostKills, int units, Random random) throws IOException, InterruptedException {
    WorkerProcess worker = WorkerProcess.start(site, ahead);
    try {
      int stride = Math.max(1, units / (mostKills + 1));
      int next = mostKills == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(stride);
      while (!waiting.isEmpty() || !taken.isEmpty() || !later.isEmpty()) {
        while (!later.isEmpty() && later.getFirst().nanos() - System.nanoTime() <= 0) {
          waiting.add(later.removeFirst().message());
        }
        while (!waiting.isEmpty() && taken.size() < site.parameters().workers()) {
          ObjectNode message = waiting.remove().put("id", ++lastId);
          taken.put(lastId, message);
          worker.send(message);
        }
        JsonNode line = worker.next(PATIENCE);
        if (line != null) {
          take(line);
        }
        if (kills < mostKills && done("scan-repository") >= next) {
          Thread.sleep(random.nextInt(600));
          worker.kill();
          for (JsonNode left = worker.left(); left != null; left = worker.left()) {
            take(left);
          }
          killedInvocations += taken.size();
          taken.values().forEach(it -> waiting.addFirst(it.put("again", true)));
          taken.clear();
          kills++;
          next += 1 + random.nextInt(stride);
          ahead = ahead.plus(VISIBLE_AGAIN);
          worker = WorkerProcess.start(site, ahead);
        }
      }
    } finally {
      worker.kill();
    }
  }

  private void take(JsonNode line) {
    if (line.path("send") instanceof ObjectNode message) {
      waiting.add(message);
    } else if (line.path("closed") instanceof ObjectNode plan) {
      closed = plan;
    } else {
      answered(line);
    }
  }

  private void answered(JsonNode line) {
    ObjectNode message = taken.remove(line.path("id").asLong());
    if (message == null) {
      throw new IllegalStateException("nobody asked for " + line);
    }
    String result = line.path("result").asText();
    invocations.add(
        new Invocation(
            message.path("kind").asText(),
            result,
            Duration.ofMillis(line.path("millis").asLong()),
            line.path("heap").asLong()));
    if (result.equals("Refused")) {
      throw new IllegalStateException(line.path("text").asText());
    }
    if (result.equals("Again")) {
      later.add(new Later(System.nanoTime() + AGAIN.toNanos(), message.put("again", true)));
    }
  }

  private long done(String kind) {
    return invocations.stream().filter(it -> it.kind().equals(kind)).count();
  }

  /** The plan that the scan came to. */
  JsonNode plan() {
    if (closed == null) {
      throw new IllegalStateException("no plan was completed");
    }
    return closed;
  }

  List<Invocation> invocations(Predicate<Invocation> condition) {
    return invocations.stream().filter(condition).toList();
  }

  int kills() {
    return kills;
  }

  int killedInvocations() {
    return killedInvocations;
  }
}
