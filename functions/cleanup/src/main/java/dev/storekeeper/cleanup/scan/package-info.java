/**
 * From a schedule to a plan: the facts of a domain, a row for each of its versions, the sums, and
 * the items of what was approved. Every step can be killed anywhere and repeated.
 */
@NullMarked
package dev.storekeeper.cleanup.scan;

import org.jspecify.annotations.NullMarked;
