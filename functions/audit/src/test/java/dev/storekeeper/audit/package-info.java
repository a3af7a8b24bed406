/** Tests of the audit function. */
@NullMarked
package dev.storekeeper.audit;

import org.jspecify.annotations.NullMarked;
