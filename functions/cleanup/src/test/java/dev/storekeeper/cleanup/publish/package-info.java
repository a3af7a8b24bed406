/** Tests of publishing, against a server on loopback that plays the protocols. */
@NullMarked
package dev.storekeeper.cleanup.publish;

import org.jspecify.annotations.NullMarked;
