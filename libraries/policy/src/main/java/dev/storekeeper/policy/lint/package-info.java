/**
 * How the lint of a kind of policy says what it found. The rules live with the kind of policy that
 * they are about.
 */
@NullMarked
package dev.storekeeper.policy.lint;

import org.jspecify.annotations.NullMarked;
