/** Tests of the package limit. */
@NullMarked
package dev.storekeeper.token.limit;

import org.jspecify.annotations.NullMarked;
