/**
 * OpenID Connect providers of CI systems as they look to someone who trusts them: discovery, keys
 * and the ID tokens of jobs. What AWS makes of a token lives in {@code sts}.
 */
@NullMarked
package dev.storekeeper.sandbox.runtime.identity;

import org.jspecify.annotations.NullMarked;
