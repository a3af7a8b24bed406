/** Tests of how state survives. */
@NullMarked
package dev.storekeeper.sandbox.codeartifact.store;

import org.jspecify.annotations.NullMarked;
