/** Who calls and what they may do. No service's own rules live here. */
@NullMarked
package dev.storekeeper.sandbox.runtime.iam;

import org.jspecify.annotations.NullMarked;
