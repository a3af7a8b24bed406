package dev.storekeeper.sandbox.tour;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Installs a package with the machine's own pip into a folder, with a configuration of its own.
 *
 * @param folder where everything goes
 */
record PipInstall(Path folder) {
  private static final int LIMIT_SECONDS = 60;

  /**
   * Installs a package.
   *
   * @param configuration the content of a {@code pip.conf}
   * @return what was done, for people
   * @throws IOException if pip fails, with what it printed
   */
  String install(String configuration, String name) throws IOException, InterruptedException {
    Optional<Path> python = python();
    if (python.isEmpty()) {
      return "nothing: there is no python3 with pip on this machine";
    }
    Files.createDirectories(folder);
    Path file = configurationFile(configuration);
    Path output = folder.resolve("pip.log");
    ProcessBuilder pip =
        new ProcessBuilder(
                python.get().toString(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--no-cache-dir",
                "--no-input",
                "--disable-pip-version-check",
                "--upgrade",
                "--target",
                folder.resolve("site").toString(),
                name)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Map<String, String> environment = pip.environment();
    environment.keySet().removeIf(variable -> variable.startsWith("PIP_"));
    environment.put("PIP_CONFIG_FILE", file.toString());
    environment.put("HOME", folder.toString());
    environment.put("NO_PROXY", "127.0.0.1");
    Process process = pip.start();
    process.getOutputStream().close();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("pip did not end in " + LIMIT_SECONDS + " s");
    }
    Files.delete(file);
    if (process.exitValue() != 0) {
      throw new IOException("pip failed: " + Files.readString(output));
    }
    return name + " with pip into " + folder.resolve("site").getFileName();
  }

  private Path configurationFile(String content) throws IOException {
    Path file = folder.resolve("pip.conf");
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, content, StandardOpenOption.TRUNCATE_EXISTING);
    return file;
  }

  private static Optional<Path> python() {
    return Stream.of(
            System.getenv().getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator)))
        .map(entry -> Path.of(entry, "python3"))
        .filter(Files::isExecutable)
        .filter(PipInstall::hasPip)
        .findFirst();
  }

  private static boolean hasPip(Path python) {
    try {
      Process process =
          new ProcessBuilder(python.toString(), "-c", "import pip")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
