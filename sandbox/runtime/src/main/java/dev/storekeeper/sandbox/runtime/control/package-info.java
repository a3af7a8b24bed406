/**
 * The sandbox's own API under {@code /_sandbox/}: its health, its clock and what happened in it. No
 * AWS API lives here.
 */
@NullMarked
package dev.storekeeper.sandbox.runtime.control;

import org.jspecify.annotations.NullMarked;
