package dev.storekeeper.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The inputs that are checked in for a target, {@code fuzz/corpus/<target>/}. */
final class Corpus {
  static final String VALID = "valid-";
  static final String INVALID = "invalid-";

  private Corpus() {}

  static List<Path> files(Class<?> target) {
    Path folder = folder().resolve(target.getSimpleName());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("no corpus in " + folder, e);
    }
  }

  static Path folder() {
    return Path.of(System.getProperty("storekeeper.root", ""), "fuzz", "corpus");
  }

  static boolean is(Path file, String kind) {
    return String.valueOf(file.getFileName()).startsWith(kind);
  }

  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
