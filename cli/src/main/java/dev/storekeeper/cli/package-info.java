/**
 * The command {@code storekeeper}: policies on an operator's machine and in CI. Decides nothing.
 */
@NullMarked
package dev.storekeeper.cli;

import org.jspecify.annotations.NullMarked;
