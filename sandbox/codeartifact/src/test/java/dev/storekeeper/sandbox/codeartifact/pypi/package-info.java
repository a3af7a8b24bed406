@NullMarked
package dev.storekeeper.sandbox.codeartifact.pypi;

import org.jspecify.annotations.NullMarked;
