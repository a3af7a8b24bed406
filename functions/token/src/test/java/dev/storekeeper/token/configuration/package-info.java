/** Tests of the package configuration. */
@NullMarked
package dev.storekeeper.token.configuration;

import org.jspecify.annotations.NullMarked;
