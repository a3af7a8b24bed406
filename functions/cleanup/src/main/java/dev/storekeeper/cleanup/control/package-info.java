/**
 * What people ask of cleanup, and the answers: one function that the command line invokes. Who asks
 * for a change is proved by AWS STS; everything that changes something may be repeated.
 */
@NullMarked
package dev.storekeeper.cleanup.control;

import org.jspecify.annotations.NullMarked;
