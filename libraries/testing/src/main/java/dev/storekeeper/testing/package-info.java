/**
 * What the tests of several modules start. No module depends on it but in its tests, and nothing of
 * it is shipped.
 */
@NullMarked
package dev.storekeeper.testing;

import org.jspecify.annotations.NullMarked;
