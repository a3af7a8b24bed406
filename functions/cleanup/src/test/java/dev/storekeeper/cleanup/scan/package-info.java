/** Tests from schedule to plan and items. */
@NullMarked
package dev.storekeeper.cleanup.scan;

import org.jspecify.annotations.NullMarked;
