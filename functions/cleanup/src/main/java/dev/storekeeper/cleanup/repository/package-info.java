/**
 * The removal of stale repositories: marked and announced, frozen, copied, and deleted behind an
 * interlock that is never left open; and their return from what was kept. Never a domain.
 */
@NullMarked
package dev.storekeeper.cleanup.repository;

import org.jspecify.annotations.NullMarked;
