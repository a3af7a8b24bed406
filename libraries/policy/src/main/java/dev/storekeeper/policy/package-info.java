/**
 * Strict policy files and EventBridge patterns over any JSON. What a policy means to a function
 * lives in that function.
 */
@NullMarked
package dev.storekeeper.policy;

import org.jspecify.annotations.NullMarked;
