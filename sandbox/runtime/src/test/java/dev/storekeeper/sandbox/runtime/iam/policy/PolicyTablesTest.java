package dev.storekeeper.sandbox.runtime.iam.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyTablesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<List<String>> conditions() {
    return table("conditions.txt");
  }

  static List<List<String>> malformed() {
    return table("malformed.txt");
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void conditionsHoldAsInIam(List<String> row) throws JsonProcessingException {
    String document =
        """
        {"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": %s}}
        """
            .formatted(row.get(0));
    PolicyRequest request = new PolicyRequest("sqs:SendMessage", "*", context(row.get(1)));
    Verdict verdict =
        PolicyDocument.parse(JSON.readTree(document), PolicyKind.IDENTITY).decide(request);
    assertThat(verdict).isEqualTo(row.get(2).equals("true") ? Verdict.ALLOW : Verdict.SILENT);
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void malformedDocumentsAreRefusedWithTheirPlace(List<String> row) {
    assertThatThrownBy(
            () -> PolicyDocument.parse(JSON.readTree(row.get(1)), PolicyKind.valueOf(row.get(0))))
        .isInstanceOf(PolicyException.class)
        .hasMessage(row.get(2));
  }

  private static Map<String, String> context(String written) {
    Map<String, String> context = new HashMap<>();
    if (!written.isEmpty()) {
      for (String pair : written.split(", ", -1)) {
        int equals = pair.indexOf('=');
        String value = pair.substring(equals + 1);
        boolean several = value.matches("[0-9]/.*");
        context.put(pair.substring(0, equals), several ? value.replace('/', '\n') : value);
      }
    }
    return context;
  }

  private static List<List<String>> table(String file) {
    try (InputStream in =
        Objects.requireNonNull(PolicyTablesTest.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> List.of(line.split("\\s*\\|\\s*", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
