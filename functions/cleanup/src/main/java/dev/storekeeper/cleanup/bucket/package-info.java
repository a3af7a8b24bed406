/** What is too large for a table: rows of plans, reports, exports, in one S3 bucket. */
@NullMarked
package dev.storekeeper.cleanup.bucket;

import org.jspecify.annotations.NullMarked;
