/** How many requests a second are served. Knows nothing of what they ask for. */
@NullMarked
package dev.storekeeper.sandbox.codeartifact.quota;

import org.jspecify.annotations.NullMarked;
