/** Tests of the usage table. */
@NullMarked
package dev.storekeeper.usage.dynamodb;

import org.jspecify.annotations.NullMarked;
