/** The index and the journal in a DynamoDB table; the module's README describes its items. */
@NullMarked
package dev.storekeeper.usage.dynamodb;

import org.jspecify.annotations.NullMarked;
