package dev.storekeeper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The table of docs/security.md is complete and names tests that exist. */
class SecurityTableTest {
  private static final int ROWS = 95;

  @Test
  void everyRowIsThereOnceAndNamesTestsThatExist() throws IOException {
    Set<String> tests = testClasses();
    List<Integer> rows = new ArrayList<>();
    for (String line : Files.readAllLines(RunningSandbox.ROOT.resolve("docs/security.md"))) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == 6 && cells[1].strip().matches("[0-9]+")) {
        rows.add(Integer.parseInt(cells[1].strip()));
        assertThat(cells[4].strip().split(", ")).as(line).isSubsetOf(tests);
      }
    }
    assertThat(rows).isEqualTo(IntStream.rangeClosed(1, ROWS).boxed().toList());
  }

  private static Set<String> testClasses() throws IOException {
    Set<String> names = new TreeSet<>();
    Files.walkFileTree(
        RunningSandbox.ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = String.valueOf(folder.getFileName());
            return name.startsWith(".") || name.equals("target")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = String.valueOf(file.getFileName());
            if (name.endsWith("Test.java")) {
              names.add(name.substring(0, name.length() - ".java".length()));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return names;
  }
}
