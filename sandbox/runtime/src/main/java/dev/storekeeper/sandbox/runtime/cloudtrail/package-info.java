/**
 * CloudTrail: takes the records of API calls to the default bus and, as log files with digests, to
 * the buckets of trails. Knows nothing of who makes the records.
 */
@NullMarked
package dev.storekeeper.sandbox.runtime.cloudtrail;

import org.jspecify.annotations.NullMarked;
