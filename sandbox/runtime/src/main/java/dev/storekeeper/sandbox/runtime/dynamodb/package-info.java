/**
 * DynamoDB: the official DynamoDB Local as a process of its own, the API in front of it, and the
 * streams of its tables. Only this package knows of that process.
 */
@NullMarked
package dev.storekeeper.sandbox.runtime.dynamodb;

import org.jspecify.annotations.NullMarked;
