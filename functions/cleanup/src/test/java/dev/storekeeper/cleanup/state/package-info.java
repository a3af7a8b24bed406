/** Tests of the package of the same name. */
@NullMarked
package dev.storekeeper.cleanup.state;

import org.jspecify.annotations.NullMarked;
