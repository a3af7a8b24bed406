package dev.storekeeper.benchmarks.cleanup;

import java.time.Duration;

/** A run, the calls that it made, and its wall time with the start of the scanning process. */
record Measured(Run run, Traffic.Calls calls, Duration took) {}
