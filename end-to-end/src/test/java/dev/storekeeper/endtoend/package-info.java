/**
 * The whole product on the running sandbox, with the real clients. What one module can prove alone
 * is tested there.
 */
@NullMarked
package dev.storekeeper.endtoend;

import org.jspecify.annotations.NullMarked;
