/**
 * The laptop-sized AWS: loads a template, runs its functions and serves the APIs that they call.
 * Knows no function class and nothing of Storekeeper.
 */
@NullMarked
package dev.storekeeper.sandbox.runtime;

import org.jspecify.annotations.NullMarked;
