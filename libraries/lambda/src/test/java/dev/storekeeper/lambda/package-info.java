/** Tests of what every handler needs. */
@NullMarked
package dev.storekeeper.lambda;

import org.jspecify.annotations.NullMarked;
