/** Functions: their processes, the Runtime API, invocation and event source mappings. */
@NullMarked
package dev.storekeeper.sandbox.runtime.lambda;

import org.jspecify.annotations.NullMarked;
