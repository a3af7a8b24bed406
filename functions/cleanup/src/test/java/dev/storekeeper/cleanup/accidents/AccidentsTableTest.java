package dev.storekeeper.cleanup.accidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of docs/cleanup-accidents.md names every test of this package, and no other. */
class AccidentsTableTest {
  private static final int ACCIDENTS = 18;
  private static final String PACKAGE =
      "functions/cleanup/src/test/java/dev/storekeeper/cleanup/accidents";

  private static final Pattern TEST =
      Pattern.compile("@(?:Parameterized)?Test\\b[\\s\\S]*?\\bvoid (\\w+)\\(");

  @Test
  void everyTestIsInTheTableAndExists() throws IOException {
    Set<String> named = new TreeSet<>();
    int rows = 0;
    for (String line : Files.readAllLines(Sources.ROOT.resolve("docs/cleanup-accidents.md"))) {
      List<String> cells = List.of(line.split("\\|", -1));
      if (cells.size() == 5 && cells.get(3).contains("#")) {
        rows++;
        named.addAll(List.of(cells.get(3).strip().replace("`", "").split(", ")));
      }
    }

    assertThat(rows).isEqualTo(ACCIDENTS);
    assertThat(named).isEqualTo(tests());
  }

  private static Set<String> tests() throws IOException {
    Set<String> tests = new TreeSet<>();
    for (Path file : Sources.files(PACKAGE, "Test.java")) {
      String type = String.valueOf(file.getFileName()).replace(".java", "");
      if (!type.equals("AccidentsTableTest")) {
        Matcher methods = TEST.matcher(Files.readString(file));
        while (methods.find()) {
          tests.add(type + "#" + methods.group(1));
        }
      }
    }
    return tests;
  }
}
