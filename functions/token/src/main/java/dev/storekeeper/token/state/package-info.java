/** The function's own DynamoDB table. What lies in it is said by the packages that use it. */
@NullMarked
package dev.storekeeper.token.state;

import org.jspecify.annotations.NullMarked;
