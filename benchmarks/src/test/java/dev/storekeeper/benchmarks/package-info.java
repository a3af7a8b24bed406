/**
 * What a decision costs: JMH benchmarks of verifying an ID token and deciding on it, against the
 * signature alone and against an ordinary JWT library. Never shipped (JMH is GPL 2 with class path
 * exception).
 */
@NullMarked
package dev.storekeeper.benchmarks;

import org.jspecify.annotations.NullMarked;
