/** Tests of the package http. */
@NullMarked
package dev.storekeeper.token.http;

import org.jspecify.annotations.NullMarked;
