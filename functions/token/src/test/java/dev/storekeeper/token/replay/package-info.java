/** Tests of the package replay. */
@NullMarked
package dev.storekeeper.token.replay;

import org.jspecify.annotations.NullMarked;
