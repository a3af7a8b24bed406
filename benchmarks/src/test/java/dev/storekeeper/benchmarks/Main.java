package dev.storekeeper.benchmarks;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs all benchmarks, one after the other in processes of their own, and prints one table. */
public final class Main {
  private Main() {}

  /** With seconds per iteration as the only argument. */
  public static void main(String[] arguments) throws RunnerException {
    TimeValue iteration =
        TimeValue.seconds(arguments.length == 0 ? 2 : Long.parseLong(arguments[0]));
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("dev\\.storekeeper\\.benchmarks\\..*")
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.MICROSECONDS)
            .forks(2)
            .warmupIterations(3)
            .warmupTime(iteration)
            .measurementIterations(5)
            .measurementTime(iteration)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .jvmArgs(
                "-Xms512m",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow");
    Collection<RunResult> results = new Runner(options.build()).run();
    System.out.print(Table.of(results));
  }
}
