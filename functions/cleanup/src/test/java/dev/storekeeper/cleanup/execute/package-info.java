/** Tests of the package of the same name. */
@NullMarked
package dev.storekeeper.cleanup.execute;

import org.jspecify.annotations.NullMarked;
