/** Tests of the usage index. */
@NullMarked
package dev.storekeeper.usage;

import org.jspecify.annotations.NullMarked;
