/** Functions that the tests run in processes of their own. */
@NullMarked
package dev.storekeeper.sandbox.runtime.lambda.handlers;

import org.jspecify.annotations.NullMarked;
