package dev.storekeeper.sandbox.runtime.lambda.host;

import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.iam.Identities;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Runs functions in processes of their own: started at the first invocation, kept warm, stopped
 * after five idle minutes of real time, killed at their timeout. Safe for use by many threads.
 */
public final class FunctionHost implements AutoCloseable {
  /** How many processes a function may have where its template does not say. */
  public static final int DEFAULT_CONCURRENCY = 2;

  private static final Duration IDLE = Duration.ofMinutes(5);

  private record Hosted(FunctionPool pool, FunctionLog log) {}

  private final ProcessCommands commands;
  private final Path logs;
  private final Consumer<LogLine> console;
  private final FunctionTime time;
  private final Map<String, Hosted> functions = new ConcurrentHashMap<>();
  private final Thread reaper;

  /**
   * A host without functions.
   *
   * @param state the sandbox's state folder: logs go to {@code logs}, working folders to {@code
   *     functions}
   * @param console takes every line that functions log, as it comes
   * @param time the times of the functions
   */
  public FunctionHost(
      Account account,
      Identities identities,
      Path state,
      Consumer<LogLine> console,
      FunctionTime time) {
    this.commands = new ProcessCommands(account, identities, state, time);
    this.logs = state.resolve("logs");
    this.console = console;
    this.time = time;
    this.reaper = Thread.ofVirtual().name("idle-functions").start(this::stopIdle);
  }

  /**
   * Runs a function.
   *
   * @param version the version that the process is told
   * @param wait how long to wait for a place among the function's processes
   * @throws AwsException {@code 429 TooManyRequestsException} if there was none
   */
  public Execution run(
      FunctionConfiguration function, String version, Invocation invocation, Duration wait)
      throws InterruptedException {
    FunctionPool pool = hosted(function).pool();
    FunctionProcess process = pool.acquire(version, wait).orElseThrow(FunctionHost::throttled);
    try {
      return process.run(invocation, function);
    } finally {
      pool.release(process);
    }
  }

  /** How many invocations of a function may run at once. */
  public int concurrency(FunctionConfiguration function) {
    return function.reservedConcurrency().orElse(DEFAULT_CONCURRENCY);
  }

  /** The process ids of a function, those at work first. */
  public List<Long> processes(String function) {
    return find(function)
        .map(hosted -> hosted.pool().processes().stream().map(FunctionProcess::pid).toList())
        .orElse(List.of());
  }

  /** How many processes of a function were started so far. */
  public long starts(String function) {
    return find(function).map(hosted -> hosted.pool().starts()).orElse(0L);
  }

  /**
   * Kills a process of a function, one at work if there is one, and waits for its end.
   *
   * @return the id of the process, empty if none runs
   */
  public OptionalLong kill(String function) {
    List<FunctionProcess> processes =
        find(function).map(hosted -> hosted.pool().processes()).orElse(List.of());
    if (processes.isEmpty()) {
      return OptionalLong.empty();
    }
    FunctionProcess victim = processes.getFirst();
    victim.kill();
    return OptionalLong.of(victim.pid());
  }

  @Override
  public void close() {
    reaper.interrupt();
    functions.values().parallelStream().forEach(hosted -> hosted.pool().close());
    functions.values().forEach(hosted -> hosted.log().close());
  }

  private Optional<Hosted> find(String function) {
    return Optional.ofNullable(functions.get(function));
  }

  private Hosted hosted(FunctionConfiguration function) {
    return functions.computeIfAbsent(function.name(), name -> host(function));
  }

  private Hosted host(FunctionConfiguration function) {
    FunctionLog log = new FunctionLog(function.name(), logs, console);
    FunctionPool pool =
        new FunctionPool(
            function.name(),
            concurrency(function),
            version ->
                new FunctionProcess(
                    version, api -> commands.of(function, version, api), log, time));
    return new Hosted(pool, log);
  }

  private static AwsException throttled() {
    return new AwsException(429, "TooManyRequestsException", "Rate Exceeded.");
  }

  private void stopIdle() {
    try {
      while (true) {
        Thread.sleep(IDLE.dividedBy(10));
        functions.values().forEach(hosted -> hosted.pool().stopIdle(IDLE));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
