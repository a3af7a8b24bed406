/**
 * Targets for the coverage-guided fuzzer Jazzer, one class each, and the replay of their corpora as
 * ordinary tests. A target throws if, and only if, an input breaks what it states. Nothing here is
 * shipped.
 */
@NullMarked
package dev.storekeeper.fuzz;

import org.jspecify.annotations.NullMarked;
