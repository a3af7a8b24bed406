@NullMarked
package dev.storekeeper.identity;

import org.jspecify.annotations.NullMarked;
