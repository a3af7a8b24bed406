/**
 * What CloudTrail's records and log files say about the use of packages. Reads; writes nothing but
 * through the recorder it is given.
 */
@NullMarked
package dev.storekeeper.usagetracking.trail;

import org.jspecify.annotations.NullMarked;
