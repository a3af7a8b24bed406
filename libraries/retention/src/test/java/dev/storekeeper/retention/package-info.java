/** Tests of the cleanup policy and its decisions. */
@NullMarked
package dev.storekeeper.retention;

import org.jspecify.annotations.NullMarked;
