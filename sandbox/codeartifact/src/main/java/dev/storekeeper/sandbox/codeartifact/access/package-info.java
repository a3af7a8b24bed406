/**
 * Permissions policies as documents: their form, and which of them bind a call. What a policy means
 * is decided by the server's {@code AccessControl}, of which there is a simple one here.
 */
@NullMarked
package dev.storekeeper.sandbox.codeartifact.access;

import org.jspecify.annotations.NullMarked;
