@NullMarked
package dev.storekeeper.sandbox.codeartifact.upstream;

import org.jspecify.annotations.NullMarked;
