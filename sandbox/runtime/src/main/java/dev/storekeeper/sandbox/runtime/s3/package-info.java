/**
 * S3: buckets of the template, objects with versions on disk, and the events that they make. No
 * other service's rules live here; who may do what is asked of {@code iam}.
 */
@NullMarked
package dev.storekeeper.sandbox.runtime.s3;

import org.jspecify.annotations.NullMarked;
