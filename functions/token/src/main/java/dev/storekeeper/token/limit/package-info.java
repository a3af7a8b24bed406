/** Token buckets in the memory of one instance of the function. */
@NullMarked
package dev.storekeeper.token.limit;

import org.jspecify.annotations.NullMarked;
