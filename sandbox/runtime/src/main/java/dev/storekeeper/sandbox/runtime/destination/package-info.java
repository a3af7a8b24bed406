/** The one seam through which a service hands a message to another. */
@NullMarked
package dev.storekeeper.sandbox.runtime.destination;

import org.jspecify.annotations.NullMarked;
