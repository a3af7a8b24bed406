/** Tests of the usage function. */
@NullMarked
package dev.storekeeper.usagetracking;

import org.jspecify.annotations.NullMarked;
