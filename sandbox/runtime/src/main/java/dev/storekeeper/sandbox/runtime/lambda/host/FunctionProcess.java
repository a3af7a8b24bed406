package dev.storekeeper.sandbox.runtime.lambda.host;

import dev.storekeeper.sandbox.runtime.lambda.host.RuntimeApiServer.Assignment;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One running process of a function, which handles one invocation at a time. Its deadlines are in
 * the machine's time; the time that the function sees is told with each invocation and runs on from
 * there, whatever happens to the sandbox's clock meanwhile.
 */
final class FunctionProcess implements RuntimeApiServer.Conversation {
  /** How long the making of a handler may take; Lambda allows 10 s on machines of its own. */
  private static final Duration INIT_LIMIT = Duration.ofSeconds(60);

  private record Current(String requestId, CompletableFuture<Ending> ending) {}

  private final FunctionTime time;
  private final String version;
  private final RuntimeApiServer api;
  private final Process process;
  private final ProcessOutput output;
  private final long started = System.nanoTime();
  private final BlockingQueue<Assignment> assignments = new ArrayBlockingQueue<>(1);
  // Completed with null once the process asks for its first invocation.
  private final CompletableFuture<@Nullable Ending> initialised = new CompletableFuture<>();
  private volatile Duration initDuration = Duration.ZERO;
  private volatile @Nullable Current current;
  private volatile boolean fresh = true;
  private volatile long idleSince = System.nanoTime();

  /**
   * Starts a process.
   *
   * @param command gives the command for an address of the Runtime API
   */
  FunctionProcess(
      String version, Function<String, ProcessCommand> command, FunctionLog log, FunctionTime time)
      throws IOException {
    this.time = time;
    this.version = version;
    this.api = new RuntimeApiServer(this);
    try {
      ProcessCommand start = command.apply(api.address());
      ProcessBuilder builder = new ProcessBuilder(start.arguments());
      builder.environment().clear();
      builder.environment().putAll(start.environment());
      builder.directory(start.folder().toFile());
      builder.redirectErrorStream(true);
      this.process = builder.start();
    } catch (IOException | RuntimeException e) {
      api.close();
      throw e;
    }
    this.output = new ProcessOutput(process.getInputStream(), log);
    output.start("output-" + process.pid());
    var _ = process.onExit().thenAccept(ended -> exited(ended.exitValue()));
  }

  long pid() {
    return process.pid();
  }

  String version() {
    return version;
  }

  boolean alive() {
    return process.isAlive() && !initialised.isCompletedExceptionally();
  }

  Duration idle() {
    return Duration.ofNanos(System.nanoTime() - idleSince);
  }

  /** Runs an invocation; afterwards the process may be dead. */
  Execution run(Invocation invocation, FunctionConfiguration function) throws InterruptedException {
    output.takeTail();
    Current running = new Current(invocation.requestId(), new CompletableFuture<>());
    current = running;
    long began;
    Ending ending;
    try {
      Ending init = awaitInit();
      output.line("START RequestId: " + invocation.requestId() + " Version: " + version);
      began = System.nanoTime();
      ending = init != null ? init : await(invocation, running, function.timeout());
    } catch (InterruptedException e) {
      kill();
      throw e;
    }
    Duration duration = Duration.ofNanos(System.nanoTime() - began);
    boolean answered =
        ending instanceof Ending.Returned
            || ending instanceof Ending.Failed
            || ending instanceof Ending.TooLarge;
    if (answered) {
      output.awaitMark(invocation.requestId(), 1_000);
    }
    long memory = ProcessMemory.peakMegabytes(pid());
    switch (ending) {
      case Ending.TimedOut timedOut -> kill();
      case Ending.InitFailed failed -> kill();
      case Ending.Exited exited -> process.onExit().join();
      case Ending.Returned returned -> {}
      case Ending.Failed failed -> {}
      case Ending.TooLarge tooLarge -> {}
    }
    if (!process.isAlive()) {
      var _ = output.awaitEnd(1_000);
    }
    Execution execution =
        Report.of(
                ending,
                invocation,
                function,
                duration,
                fresh ? initDuration : Duration.ZERO,
                memory)
            .write(output);
    fresh = false;
    current = null;
    idleSince = System.nanoTime();
    return execution;
  }

  /** Ends the process in good order, or by force when it does not end soon. */
  void stop() {
    api.close();
    process.destroy();
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the process by force and waits for its end. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public Assignment next() throws InterruptedException {
    if (!initialised.isDone()) {
      initDuration = Duration.ofNanos(System.nanoTime() - started);
      initialised.complete(null);
    }
    return assignments.take();
  }

  @Override
  public boolean end(String requestId, Ending ending) {
    Current running = current;
    return running != null
        && running.requestId().equals(requestId)
        && running.ending().complete(ending);
  }

  @Override
  public void initFailed(byte[] error) {
    initialised.complete(new Ending.InitFailed(error));
  }

  private @Nullable Ending awaitInit() throws InterruptedException {
    try {
      return initialised.get(INIT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Ending.TimedOut();
    } catch (ExecutionException e) {
      throw new CompletionException(e);
    }
  }

  private Ending await(Invocation invocation, Current running, Duration timeout)
      throws InterruptedException {
    // A process that died before it asked leaves an assignment behind.
    assignments.clear();
    assignments.put(new Assignment(invocation, time.deadline(timeout), time.ahead()));
    if (!process.isAlive()) {
      // It ended while it was idle, maybe before this invocation could be told.
      exited(process.exitValue());
    }
    try {
      return running.ending().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Ending.TimedOut();
    } catch (ExecutionException e) {
      throw new CompletionException(e);
    }
  }

  private void exited(int status) {
    String reason =
        switch (status) {
          case 0 -> "Runtime exited without providing a reason";
          case 137 -> "Runtime exited with error: signal: killed";
          default -> "Runtime exited with error: exit status " + status;
        };
    Ending ending = new Ending.Exited(reason);
    initialised.complete(ending);
    Current running = current;
    if (running != null) {
      running.ending().complete(ending);
    }
    api.close();
  }
}
