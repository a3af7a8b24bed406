/** Plans: what a scan proposes, in what a person approves by its hash. */
@NullMarked
package dev.storekeeper.cleanup.plan;

import org.jspecify.annotations.NullMarked;
