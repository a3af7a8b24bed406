/** Copies of versions in the bucket, made before they go, and publishing them again. */
@NullMarked
package dev.storekeeper.cleanup.export;

import org.jspecify.annotations.NullMarked;
