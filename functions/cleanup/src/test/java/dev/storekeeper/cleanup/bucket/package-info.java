/** Tests of the bucket, and a bucket in memory. */
@NullMarked
package dev.storekeeper.cleanup.bucket;

import org.jspecify.annotations.NullMarked;
