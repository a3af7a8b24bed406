package dev.storekeeper.sandbox.runtime.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmEvaluationTest {
  /** The tables of "Configuring how CloudWatch alarms treat missing data"; X breaches, - misses. */
  @ParameterizedTest(name = "{0} of the last {1}, {2} needed: {3} {4} {5} {6}")
  @CsvSource({
    "0 - X - X, 3, 3, OK,                OK,     OK,    OK",
    "0 - - - -, 3, 3, OK,                OK,     OK,    OK",
    "- - - - -, 3, 3, INSUFFICIENT_DATA, RETAIN, ALARM, OK",
    "0 X X - X, 3, 3, ALARM,             ALARM,  ALARM, ALARM",
    "- - X - -, 3, 3, ALARM,             RETAIN, ALARM, OK",
    "0 - X - X, 3, 2, ALARM,             ALARM,  ALARM, ALARM",
    "0 0 X 0 X, 3, 2, ALARM,             ALARM,  ALARM, ALARM",
    "0 - X - -, 3, 2, OK,                OK,     ALARM, OK",
    "- - - - 0, 3, 2, OK,                OK,     ALARM, OK",
    "- - - X -, 3, 2, ALARM,             RETAIN, ALARM, OK",
    "- - X,     1, 1, ALARM,             ALARM,  ALARM, ALARM",
    "X X 0,     1, 1, OK,                OK,     OK,    OK",
  })
  void stateIsThatOfTheUserGuide(
      String periods,
      int evaluated,
      int needed,
      String missing,
      String ignore,
      String breaching,
      String notBreaching) {
    List<Optional<Boolean>> points = new ArrayList<>();
    for (char c : periods.replace(" ", "").toCharArray()) {
      points.add(c == '-' ? Optional.empty() : Optional.of(c == 'X'));
    }
    for (AlarmState current : AlarmState.values()) {
      assertThat(state(points, evaluated, needed, MissingData.MISSING, current)).isEqualTo(missing);
      assertThat(state(points, evaluated, needed, MissingData.IGNORE, current))
          .isEqualTo(ignore.equals("RETAIN") ? current.name() : ignore);
      assertThat(state(points, evaluated, needed, MissingData.BREACHING, current))
          .isEqualTo(breaching);
      assertThat(state(points, evaluated, needed, MissingData.NOT_BREACHING, current))
          .isEqualTo(notBreaching);
    }
  }

  private static String state(
      List<Optional<Boolean>> points,
      int evaluated,
      int needed,
      MissingData missing,
      AlarmState current) {
    return AlarmEvaluation.state(points, evaluated, needed, missing, current).name();
  }
}
