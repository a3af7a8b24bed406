/**
 * What CloudTrail's digest files prove: for which time every log file was delivered and taken in.
 * Pure, apart from the journal, which remembers what was taken in.
 */
@NullMarked
package dev.storekeeper.usage.trail;

import org.jspecify.annotations.NullMarked;
