@NullMarked
package dev.storekeeper.codeartifact.version;

import org.jspecify.annotations.NullMarked;
