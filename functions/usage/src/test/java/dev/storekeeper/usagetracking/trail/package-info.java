/** Tests of reading the trail. */
@NullMarked
package dev.storekeeper.usagetracking.trail;

import org.jspecify.annotations.NullMarked;
