/** CloudWatch: the metrics that the sandbox knows, and alarms on them. No dashboards, no API. */
@NullMarked
package dev.storekeeper.sandbox.runtime.cloudwatch;

import org.jspecify.annotations.NullMarked;
