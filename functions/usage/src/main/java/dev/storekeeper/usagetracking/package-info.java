/**
 * CloudTrail and the ledger to the usage index: takes its queue's messages and keeps the coverage.
 * Decides nothing about what is stale.
 */
@NullMarked
package dev.storekeeper.usagetracking;

import org.jspecify.annotations.NullMarked;
