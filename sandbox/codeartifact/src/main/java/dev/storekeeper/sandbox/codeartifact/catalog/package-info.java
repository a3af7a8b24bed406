/**
 * What the server knows and the rules by which it changes: domains, repositories, packages,
 * versions, origin controls, tokens and the events of every change. No HTTP here.
 */
@NullMarked
package dev.storekeeper.sandbox.codeartifact.catalog;

import org.jspecify.annotations.NullMarked;
