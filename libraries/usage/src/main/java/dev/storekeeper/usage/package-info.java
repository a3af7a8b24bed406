/**
 * When package versions and repositories were last read, published and asked for, and since when
 * that is known without a gap. Knows nothing of where the signals come from and decides nothing.
 */
@NullMarked
package dev.storekeeper.usage;

import org.jspecify.annotations.NullMarked;
