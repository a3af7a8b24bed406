/** Reading and writing of the JSON that cleanup keeps for itself. */
@NullMarked
package dev.storekeeper.cleanup.json;

import org.jspecify.annotations.NullMarked;
