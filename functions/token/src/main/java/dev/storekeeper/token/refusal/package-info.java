/** What the endpoint refuses, in the words and statuses that callers see. */
@NullMarked
package dev.storekeeper.token.refusal;

import org.jspecify.annotations.NullMarked;
