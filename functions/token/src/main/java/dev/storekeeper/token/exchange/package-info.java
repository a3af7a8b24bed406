/** The exchange itself, step by step. Knows no HTTP and no AWS. */
@NullMarked
package dev.storekeeper.token.exchange;

import org.jspecify.annotations.NullMarked;
