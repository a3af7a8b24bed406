/**
 * What a CI job may do: the trust policy, its decisions and their explanations, its lint and tests,
 * and the session policy that a grant becomes. Who a job is, is decided elsewhere; nothing here
 * calls a service.
 */
@NullMarked
package dev.storekeeper.trust;

import org.jspecify.annotations.NullMarked;
