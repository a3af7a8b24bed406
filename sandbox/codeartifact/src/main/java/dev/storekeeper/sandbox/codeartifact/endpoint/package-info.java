/** The package endpoints: tokens, routing to package protocols and their way into the catalog. */
@NullMarked
package dev.storekeeper.sandbox.codeartifact.endpoint;

import org.jspecify.annotations.NullMarked;
