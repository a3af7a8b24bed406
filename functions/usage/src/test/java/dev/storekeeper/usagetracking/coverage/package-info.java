/** Tests of following the coverage. */
@NullMarked
package dev.storekeeper.usagetracking.coverage;

import org.jspecify.annotations.NullMarked;
