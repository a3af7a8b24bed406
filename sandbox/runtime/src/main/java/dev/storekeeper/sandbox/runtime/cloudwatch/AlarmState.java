package dev.storekeeper.sandbox.runtime.cloudwatch;

/** The states of an alarm. */
enum AlarmState {
  OK,
  ALARM,
  INSUFFICIENT_DATA
}
