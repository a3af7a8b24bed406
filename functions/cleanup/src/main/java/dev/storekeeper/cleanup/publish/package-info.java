/**
 * Publishing an export again, through the protocol of its package manager: what a client once did
 * with the same bytes is done once more. Besides what only npm's endpoint tells: dist-tags.
 */
@NullMarked
package dev.storekeeper.cleanup.publish;

import org.jspecify.annotations.NullMarked;
