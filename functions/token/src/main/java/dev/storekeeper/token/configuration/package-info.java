/** Configuration of package managers, one class for each. */
@NullMarked
package dev.storekeeper.token.configuration;

import org.jspecify.annotations.NullMarked;
