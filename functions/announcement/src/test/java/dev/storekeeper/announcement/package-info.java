/** Tests of the announcement function. */
@NullMarked
package dev.storekeeper.announcement;

import org.jspecify.annotations.NullMarked;
