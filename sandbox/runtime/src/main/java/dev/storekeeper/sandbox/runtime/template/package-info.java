/** Templates: loading, intrinsics and SAM, ending in plain resources. Creates nothing. */
@NullMarked
package dev.storekeeper.sandbox.runtime.template;

import org.jspecify.annotations.NullMarked;
