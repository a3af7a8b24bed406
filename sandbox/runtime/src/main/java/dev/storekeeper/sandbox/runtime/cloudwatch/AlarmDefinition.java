package dev.storekeeper.sandbox.runtime.cloudwatch;

import java.time.Duration;
import java.util.List;

/**
 * An alarm as a template has it.
 *
 * @param name its name
 * @param arn its ARN
 * @param description for people, possibly empty
 * @param metric what it watches
 * @param statistic what is made of a period's values
 * @param period whole minutes
 * @param evaluationPeriods how many periods are looked at
 * @param datapointsToAlarm how many of them must breach
 * @param comparison how a value breaches
 * @param threshold what it is compared with
 * @param missingData what a period without values counts as
 * @param actionsEnabled whether a change is told to anyone
 * @param alarmActions the ARNs that are told of ALARM
 * @param okActions the ARNs that are told of OK
 * @param insufficientDataActions the ARNs that are told of INSUFFICIENT_DATA
 */
record AlarmDefinition(
    String name,
    String arn,
    String description,
    Metric metric,
    Statistic statistic,
    Duration period,
    int evaluationPeriods,
    int datapointsToAlarm,
    Comparison comparison,
    double threshold,
    MissingData missingData,
    boolean actionsEnabled,
    List<String> alarmActions,
    List<String> okActions,
    List<String> insufficientDataActions) {

  AlarmDefinition {
    alarmActions = List.copyOf(alarmActions);
    okActions = List.copyOf(okActions);
    insufficientDataActions = List.copyOf(insufficientDataActions);
    if (period.toSeconds() < 60 || period.toSeconds() % 60 != 0) {
      throw new IllegalArgumentException(
          "alarm "
              + name
              + " has the Period "
              + period.toSeconds()
              + "; expected whole minutes in seconds");
    }
    if (evaluationPeriods < 1
        || period.multipliedBy(evaluationPeriods).compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "alarm "
              + name
              + " has "
              + evaluationPeriods
              + " EvaluationPeriods of "
              + period.toSeconds()
              + " s; expected at least one, within a day together");
    }
    if (datapointsToAlarm < 1 || datapointsToAlarm > evaluationPeriods) {
      throw new IllegalArgumentException(
          "alarm "
              + name
              + " has DatapointsToAlarm "
              + datapointsToAlarm
              + "; expected 1 to "
              + evaluationPeriods);
    }
  }

  List<String> actions(AlarmState state) {
    if (!actionsEnabled) {
      return List.of();
    }
    return switch (state) {
      case ALARM -> alarmActions;
      case OK -> okActions;
      case INSUFFICIENT_DATA -> insufficientDataActions;
    };
  }
}
