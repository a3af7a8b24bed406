/** Tests of plans and their rows. */
@NullMarked
package dev.storekeeper.cleanup.plan;

import org.jspecify.annotations.NullMarked;
