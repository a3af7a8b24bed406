/** Tests of what people ask of cleanup. */
@NullMarked
package dev.storekeeper.cleanup.control;

import org.jspecify.annotations.NullMarked;
