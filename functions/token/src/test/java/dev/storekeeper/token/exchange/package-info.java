/** Tests of the package exchange. */
@NullMarked
package dev.storekeeper.token.exchange;

import org.jspecify.annotations.NullMarked;
