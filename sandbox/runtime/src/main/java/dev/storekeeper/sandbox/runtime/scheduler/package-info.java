/** EventBridge Scheduler: schedules, and what they send to their targets when. */
@NullMarked
package dev.storekeeper.sandbox.runtime.scheduler;

import org.jspecify.annotations.NullMarked;
