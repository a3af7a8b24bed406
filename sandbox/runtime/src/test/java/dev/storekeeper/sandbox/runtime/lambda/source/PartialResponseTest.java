package dev.storekeeper.sandbox.runtime.lambda.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PartialResponseTest {
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                                 | none
          null                                                               | none
          ""                                                                 | none
          {}                                                                 | none
          {"batchItemFailures":[]}                                           | none
          {"batchItemFailures":null}                                         | none
          {"batchItemFailures":[{"itemIdentifier":"b"}]}                     | b
          {"batchItemFailures":[{"itemIdentifier":"c"},{"itemIdentifier":"a"}]} | a,c
          {"batchItemFailures":[{"itemIdentifier":"b"},{"itemIdentifier":"b"}]} | b
          {"batchItemFailures":[{"itemIdentifier":"z"}]}                     | all
          {"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"z"}]} | all
          {"batchItemFailures":[{"itemIdentifier":""}]}                      | all
          {"batchItemFailures":[{"itemIdentifier":null}]}                    | all
          {"batchItemFailures":[{"itemIdentifier":7}]}                       | all
          {"batchItemFailures":[{"id":"a"}]}                                 | all
          {"batchItemFailures":["a"]}                                        | all
          {"batchItemFailures":"a"}                                          | all
          {"failures":[]}                                                    | all
          [{"itemIdentifier":"b"}]                                           | all
          "done"                                                             | all
          done                                                               | all
          {"batchItemFailures":[                                             | all
          """)
  void answerMeansTheseFailures(String answer, String expected) {
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    String failed =
        PartialResponse.failed(bytes, List.of("a", "b", "c"))
            .map(ids -> ids.isEmpty() ? "none" : String.join(",", new TreeSet<>(ids)))
            .orElse("all");
    assertThat(failed).isEqualTo(expected);
  }
}
