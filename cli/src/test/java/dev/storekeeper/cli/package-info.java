/** Tests of the command line. */
@NullMarked
package dev.storekeeper.cli;

import org.jspecify.annotations.NullMarked;
