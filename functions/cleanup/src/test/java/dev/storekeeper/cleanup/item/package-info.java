/** Tests of the package of the same name. */
@NullMarked
package dev.storekeeper.cleanup.item;

import org.jspecify.annotations.NullMarked;
