/** What cleanup has to remember between two invocations, in one DynamoDB table. */
@NullMarked
package dev.storekeeper.cleanup.state;

import org.jspecify.annotations.NullMarked;
