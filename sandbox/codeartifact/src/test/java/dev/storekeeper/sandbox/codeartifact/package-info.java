/** Tests of the server as its clients see it. */
@NullMarked
package dev.storekeeper.sandbox.codeartifact;

import org.jspecify.annotations.NullMarked;
