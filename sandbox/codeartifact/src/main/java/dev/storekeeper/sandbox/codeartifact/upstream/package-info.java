/**
 * The way to packages that a repository does not hold: its upstream repositories and the public
 * repositories of external connections. Nothing else here opens connections; wire formats live in
 * the protocols' packages.
 */
@NullMarked
package dev.storekeeper.sandbox.codeartifact.upstream;

import org.jspecify.annotations.NullMarked;
