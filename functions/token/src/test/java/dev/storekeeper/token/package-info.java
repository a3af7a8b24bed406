/** Tests of the token function. */
@NullMarked
package dev.storekeeper.token;

import org.jspecify.annotations.NullMarked;
