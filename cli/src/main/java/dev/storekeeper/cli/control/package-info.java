/**
 * Speaks with the function that people act on cleanup through: its JSON protocol and nothing else.
 */
@NullMarked
package dev.storekeeper.cli.control;

import org.jspecify.annotations.NullMarked;
