package dev.storekeeper.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The command line, {@code storekeeper}. */
@Command(
    name = "storekeeper",
    description = "Looks after private package repositories in AWS CodeArtifact.",
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  /** Nothing is wrong. */
  static final int FINE = 0;

  /** Findings, failed tests, changed decisions, a denial. */
  static final int FOUND = 1;

  /** The command cannot be understood, or a file cannot be read. */
  static final int USAGE = 2;

  /** Something did not answer; the same command may succeed later. */
  static final int UNAVAILABLE = 3;

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    boolean colour =
        Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent();
    Function<String, Optional<String>> environment =
        name -> Optional.ofNullable(System.getenv(name));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    Console console = new Console(out, err, colour && environment.apply("NO_COLOR").isEmpty());
    System.exit(run(arguments, System.in, console, environment, Clock.systemUTC()));
  }

  /** Runs a command and returns its exit code. */
  static int run(
      String[] arguments,
      InputStream in,
      Console console,
      Function<String, Optional<String>> environment,
      Clock clock) {
    CommandLine policy = command(new PolicyCommand());
    policy.addSubcommand(command(new LintCommand(console, environment)));
    policy.addSubcommand(command(new TestCommand(console, environment)));
    policy.addSubcommand(command(new ExplainCommand(console, environment, in, clock)));
    policy.addSubcommand(command(new DiffCommand(console, environment)));
    Cleanup cleanup = new Cleanup(console, environment, clock);
    CommandLine cleanups = command(new CleanupCommand());
    cleanups.addSubcommand(command(new CleanupPlanCommand(cleanup)));
    cleanups.addSubcommand(command(new CleanupShowCommand(cleanup)));
    cleanups.addSubcommand(command(new CleanupApproveCommand(cleanup)));
    cleanups.addSubcommand(command(new CleanupCancelCommand(cleanup)));
    cleanups.addSubcommand(command(new CleanupHoldCommand(cleanup)));
    cleanups.addSubcommand(command(new CleanupReleaseCommand(cleanup)));
    cleanups.addSubcommand(command(new CleanupPauseCommand(cleanup)));
    cleanups.addSubcommand(command(new CleanupResumeCommand(cleanup)));
    cleanups.addSubcommand(command(new CleanupRestoreCommand(cleanup)));
    cleanups.addSubcommand(command(new CleanupExplainCommand(cleanup)));
    CommandLine.Help.Ansi ansi =
        console.isColoured() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF;
    return command(new Main())
        .addSubcommand(policy)
        .addSubcommand(cleanups)
        .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
        .setExecutionExceptionHandler((thrown, command, parsed) -> {
          console.error(thrown);
          return USAGE;
        })
        .execute(arguments);
  }

  private static CommandLine command(Object command) {
    CommandLine line = new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true);
    line.getCommandSpec().addMixin("help", CommandSpec.forAnnotatedObject(new HelpOption()));
    return line;
  }
}
