/**
 * Calls to CodeArtifact at a pace that leaves the account's quotas to its builds: which quotas a
 * call counts against, a pace that functions share, and a client that keeps to it and counts what
 * its calls cost. Which calls are made is not decided here.
 */
@NullMarked
package dev.storekeeper.codeartifact.pace;

import org.jspecify.annotations.NullMarked;
