/** STS: who calls, and sessions of roles. */
@NullMarked
package dev.storekeeper.sandbox.runtime.sts;

import org.jspecify.annotations.NullMarked;
