@NullMarked
package dev.storekeeper.codeartifact.pace;

import org.jspecify.annotations.NullMarked;
