@NullMarked
package dev.storekeeper.sandbox.codeartifact.access;

import org.jspecify.annotations.NullMarked;
