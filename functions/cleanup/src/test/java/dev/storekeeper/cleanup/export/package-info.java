/** Tests of exports, and the fakes that the tests of publishing share. */
@NullMarked
package dev.storekeeper.cleanup.export;

import org.jspecify.annotations.NullMarked;
