/**
 * How state survives: one folder, content-addressed files and transactional tables. Knows nothing
 * of packages or HTTP.
 */
@NullMarked
package dev.storekeeper.sandbox.codeartifact.store;

import org.jspecify.annotations.NullMarked;
