package dev.storekeeper.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A CI job on this machine: a home and a workspace with odd names, nothing of the surrounding
 * environment, and on its PATH only the programs that the script may need; sleep is played, so that
 * no test waits.
 */
final class Job {
  static final Path CLIENTS =
      Path.of(System.getProperty("storekeeper.root", ".."), "clients").toAbsolutePath();
  static final Path SCRIPT = CLIENTS.resolve("storekeeper-token.sh");
  private static final List<String> PROGRAMS =
      List.of("curl", "sed", "cat", "chmod", "cp", "mkdir", "mktemp", "mv", "od", "rm");
  private static final long LIMIT_SECONDS = 60;

  private final Path folder;
  private final Path shell;
  private final Path bin;
  private final Path home;
  private final Path workspace;
  private final Map<String, String> environment = new HashMap<>();

  Job(Path folder, Path shell, PlayedServices services) throws IOException {
    this.folder = folder.toRealPath();
    this.shell = shell;
    bin = Files.createDirectory(this.folder.resolve("bin"));
    home = Files.createDirectory(this.folder.resolve("ho me; 'o\"f $x` &"));
    workspace = Files.createDirectory(this.folder.resolve("work space"));
    for (String program : PROGRAMS) {
      link(program);
    }
    Files.createSymbolicLink(bin.resolve("sh"), shell);
    fake("sleep", "echo \"$1\" >>'%s'".formatted(this.folder.resolve("slept")));
    with("PATH", bin.toString());
    with("HOME", home.toString());
    with("TMPDIR", Files.createDirectory(this.folder.resolve("tmp dir")).toString());
    with("STOREKEEPER_URL", services.url() + "/");
  }

  /**
   * How the script ended.
   *
   * @param exitCode its exit code
   * @param out standard output
   * @param err standard error
   */
  record Result(int exitCode, String out, String err) {}

  Job with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Job without(String name) {
    environment.remove(name);
    return this;
  }

  /** Puts a program of the test's own into the PATH. */
  Job fake(String program, String script) throws IOException {
    Path file = bin.resolve(program);
    Files.deleteIfExists(file);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return this;
  }

  /** Puts one more program of this machine into the PATH. */
  Job link(String program) throws IOException {
    Files.createSymbolicLink(bin.resolve(program), Shell.find(program).orElseThrow());
    return this;
  }

  Job missing(String program) throws IOException {
    Files.delete(bin.resolve(program));
    return this;
  }

  /** Notes from now on the arguments and the environment of every program that is run. */
  Path record() throws IOException {
    Path journal = Files.createFile(folder.resolve("journal"));
    for (String program : PROGRAMS) {
      Path real = Files.readSymbolicLink(bin.resolve(program));
      fake(
          program,
          "{ printf '%%s\\n' %s \"$@\"; export -p; } >>'%s'\nexec '%s' \"$@\""
              .formatted(program, journal, real));
    }
    return journal;
  }

  /** A file that anybody may read, as CI agents leave them. */
  Path file(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    return file;
  }

  Path home() {
    return home;
  }

  Path workspace() {
    return workspace;
  }

  List<Integer> slept() throws IOException {
    Path slept = folder.resolve("slept");
    return Files.exists(slept)
        ? Files.readAllLines(slept).stream().map(Integer::valueOf).toList()
        : List.of();
  }

  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> !file.startsWith(bin)).toList();
    }
  }

  Result run(String... arguments) throws IOException, InterruptedException {
    return run("", List.of(arguments));
  }

  Result run(String input, List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(shell.toString(), SCRIPT.toString()));
    command.addAll(arguments);
    return execute(input, command);
  }

  /** Runs lines of a shell, as a step of the job does. */
  Result step(String lines) throws IOException, InterruptedException {
    return execute("", List.of(shell.toString(), "-eu", "-c", lines));
  }

  /** Removes what leads out of the job's folder. */
  void end() throws IOException {
    try (Stream<Path> programs = Files.list(bin)) {
      for (Path link : programs.filter(Files::isSymbolicLink).toList()) {
        Files.delete(link);
      }
    }
  }

  private Result execute(String input, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("out", ".txt");
    Path err = Files.createTempFile("err", ".txt");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(workspace.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      Process process = builder.start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the script did not end in " + LIMIT_SECONDS + " s");
      }
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
