package dev.storekeeper.sandbox.runtime.cloudwatch;

import java.util.List;
import java.util.Optional;

/**
 * An alarm's state from its datapoints ("Configuring how CloudWatch alarms treat missing data"): of
 * somewhat more than the evaluated periods the newest real datapoints count, and what is missing
 * after that is filled as the alarm says.
 */
final class AlarmEvaluation {
  /** So many older periods are looked at to make up for missing ones, as in the user guide. */
  static final int FURTHER_PERIODS = 2;

  private AlarmEvaluation() {}

  /**
   * The state.
   *
   * @param breaching of each period, oldest first, whether it breaches; empty without values
   * @param periods EvaluationPeriods
   * @param needed DatapointsToAlarm
   * @param current the state so far
   */
  static AlarmState state(
      List<Optional<Boolean>> breaching,
      int periods,
      int needed,
      MissingData missing,
      AlarmState current) {
    List<Boolean> real =
        breaching.reversed().stream().flatMap(Optional::stream).limit(periods).toList();
    int filled = periods - real.size();
    int bad = (int) real.stream().filter(each -> each).count();
    if (bad >= needed) {
      return AlarmState.ALARM;
    }
    boolean undecided = filled > 0 && bad == real.size();
    return switch (missing) {
      case BREACHING -> bad + filled >= needed ? AlarmState.ALARM : AlarmState.OK;
      case NOT_BREACHING -> AlarmState.OK;
      case IGNORE -> undecided ? current : AlarmState.OK;
      case MISSING -> {
        if (real.isEmpty()) {
          yield AlarmState.INSUFFICIENT_DATA;
        }
        yield undecided ? AlarmState.ALARM : AlarmState.OK;
      }
    };
  }
}
