/**
 * The seam between a package protocol (PyPI, later npm and Maven) and the repository it serves.
 * Wire formats live in the protocols' packages, storage in the store.
 */
@NullMarked
package dev.storekeeper.sandbox.codeartifact.protocol;

import org.jspecify.annotations.NullMarked;
