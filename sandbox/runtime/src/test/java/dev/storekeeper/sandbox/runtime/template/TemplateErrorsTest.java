package dev.storekeeper.sandbox.runtime.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.storekeeper.sandbox.runtime.Account;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateErrorsTest {
  private static final Account ACCOUNT =
      new Account("111122223333", "eu-west-1", URI.create("http://127.0.0.1:4575"));

  @TempDir private Path folder;

  static List<TableCase> cases() {
    return TableCase.read("errors.txt");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everythingWrongIsReportedWithItsPlace(TableCase example) throws IOException {
    TemplateException error = loadError(example.template(), example.given());
    assertThat(error.problems())
        .extracting(TemplateException.Problem::toString)
        .containsExactlyElementsOf(example.expected());
  }

  @Test
  void aTemplateNestedTooDeepIsRefused() throws IOException {
    String deep = "Metadata: " + "[".repeat(80) + "]".repeat(80) + "\nResources: {}\n";
    assertThat(loadError(deep, Map.of())).hasMessageContaining("nested deeper than 60");
  }

  @Test
  void aliasesThatMultiplyAreBounded() throws IOException {
    StringBuilder bomb = new StringBuilder("Metadata:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      String before = "*a" + (i - 1);
      bomb.append(
          "  a%d: &a%d [%s]\n"
              .formatted(
                  i,
                  i,
                  String.join(
                      ", ",
                      List.of(before, before, before, before, before, before, before, before))));
    }
    bomb.append("Resources: {}\n");
    assertThat(loadError(bomb.toString(), Map.of())).hasMessageContaining("Number of aliases");
  }

  @Test
  void aFileLargerThanABoundIsRefused() throws IOException {
    String large = "Description: " + "x".repeat(1 << 20) + "\nResources: {}\n";
    assertThat(loadError(large, Map.of())).hasMessageContaining("larger than 1048576 bytes");
  }

  private TemplateException loadError(String template, Map<String, String> given)
      throws IOException {
    Path file = Files.writeString(folder.resolve("template.yaml"), template);
    return catchThrowableOfType(
        TemplateException.class, () -> new TemplateLoader().load(file, "shop", ACCOUNT, given));
  }
}
