/** Tests of the package audit. */
@NullMarked
package dev.storekeeper.token.audit;

import org.jspecify.annotations.NullMarked;
