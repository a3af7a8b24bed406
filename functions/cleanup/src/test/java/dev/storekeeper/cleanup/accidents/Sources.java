package dev.storekeeper.cleanup.accidents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the tests look up in the files of the project. */
final class Sources {
  static final Path ROOT = Path.of(System.getProperty("storekeeper.root", "../.."));

  private Sources() {}

  /** The files below a folder whose names end so. */
  static List<Path> files(String folder, String end) throws IOException {
    try (Stream<Path> all = Files.walk(ROOT.resolve(folder))) {
      return all.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }
}
