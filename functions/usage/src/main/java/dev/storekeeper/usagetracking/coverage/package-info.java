/** Follows the chain of digest files, so that it is known for which time no read is missing. */
@NullMarked
package dev.storekeeper.usagetracking.coverage;

import org.jspecify.annotations.NullMarked;
