package dev.storekeeper.sandbox.tour;

import dev.storekeeper.sandbox.runtime.Sandbox;
import dev.storekeeper.sandbox.runtime.SandboxException;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** {@code make run}: starts the sandbox, plays the main job once and stays up until Ctrl-C. */
public final class Main {
  private static final int USAGE = 2;
  private static final int FAILURE = 1;
  private static final String PORTS = " with STOREKEEPER_PORT or STOREKEEPER_API_PORT";

  private Main() {}

  /** Runs until it is interrupted; exits with 2 on wrong options and 1 when it cannot start. */
  public static void main(String[] arguments) throws InterruptedException {
    if (List.of(arguments).contains("--help")) {
      System.out.println(TourOptions.HELP);
      return;
    }
    try {
      run(TourOptions.of(List.of(arguments), System.getenv()), Terminal.standard());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE);
    } catch (SandboxException e) {
      System.err.println(e.getMessage() + (isTakenPort(e) ? PORTS : ""));
      System.exit(FAILURE);
    } catch (IOException e) {
      System.err.println(e.getMessage());
      System.exit(FAILURE);
    }
  }

  private static boolean isTakenPort(Throwable problem) {
    return Stream.iterate(problem, Objects::nonNull, Throwable::getCause)
        .anyMatch(BindException.class::isInstance);
  }

  private static void run(TourOptions options, Terminal terminal)
      throws IOException, InterruptedException {
    terminal.heading("Storekeeper's sandbox");
    Instant start = Instant.now();
    FunctionLogs logs = new FunctionLogs(terminal);
    Sandbox sandbox = Sandbox.start(options.sandbox(), terminal::step, logs::line);
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "stop"));
    terminal.step("ready", "all of " + sandbox.endpoint(), Duration.between(start, Instant.now()));
    try (SandboxClient client = new SandboxClient(sandbox.endpoint(), options.sandbox().region())) {
      if (options.tour()) {
        new PlayedJob(
                client,
                terminal,
                TourOptions.DOMAIN,
                TourOptions.REPOSITORY,
                sandbox.stack().output("LedgerTable"),
                sandbox.stack().output("PeopleTopic"))
            .play();
        new PlayedExchange(
                client,
                terminal,
                sandbox.apiEndpoint().orElseThrow(),
                sandbox.endpoint().resolve(TourOptions.IDENTITY_PROVIDER),
                options.sandbox().state().resolve("job"))
            .play();
        new PlayedCleanup(
                client,
                terminal,
                new CommandLine(
                    sandbox.endpoint(),
                    options.sandbox().region(),
                    sandbox.stack().output("CleanupFunction")),
                sandbox.stack().output("LedgerTable"),
                options.sandbox().state().resolve("cleanup"))
            .play();
      }
    }
    terminal.heading("Try it");
    terminal.lines(new Suggestions(sandbox, options.sandbox().state()).lines());
    terminal.line("");
    terminal.line("Press Ctrl-C to stop. The functions' logs follow.");
    logs.show();
    new CountDownLatch(1).await();
  }
}
