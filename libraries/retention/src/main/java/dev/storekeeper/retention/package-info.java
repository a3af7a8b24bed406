/**
 * What may go and what stays: the cleanup policy, its lint, and its decisions about package
 * versions and repositories. Pure: nothing here calls a service or reads a clock.
 */
@NullMarked
package dev.storekeeper.retention;

import org.jspecify.annotations.NullMarked;
