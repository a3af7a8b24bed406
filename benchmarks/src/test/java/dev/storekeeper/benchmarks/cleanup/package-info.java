/** What the scan of cleanup asks for and takes, in a domain as large as the service allows. */
@NullMarked
package dev.storekeeper.benchmarks.cleanup;

import org.jspecify.annotations.NullMarked;
