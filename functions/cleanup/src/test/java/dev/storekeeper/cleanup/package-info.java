/** Tests of the cleanup function. */
@NullMarked
package dev.storekeeper.cleanup;

import org.jspecify.annotations.NullMarked;
