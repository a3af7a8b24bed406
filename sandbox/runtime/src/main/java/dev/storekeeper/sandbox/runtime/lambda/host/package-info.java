/**
 * Runs functions: what a function is, its processes and how many there may be, the Runtime API that
 * they talk to, and their log. Knows nothing of who calls a function or why.
 */
@NullMarked
package dev.storekeeper.sandbox.runtime.lambda.host;

import org.jspecify.annotations.NullMarked;
