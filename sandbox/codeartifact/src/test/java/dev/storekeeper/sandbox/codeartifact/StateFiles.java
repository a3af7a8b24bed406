package dev.storekeeper.sandbox.codeartifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What lies in a state folder. */
final class StateFiles {
  private StateFiles() {}

  static List<Path> assets(Path state) throws IOException {
    return files(state.resolve("assets"));
  }

  static List<Path> incoming(Path state) throws IOException {
    return files(state.resolve("incoming"));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(Files::isRegularFile).toList();
    }
  }
}
