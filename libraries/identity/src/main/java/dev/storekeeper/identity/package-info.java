/**
 * Who a CI job is: the strict envelope around an ID token, issuers and what is known of each kind
 * of CI, signing keys and verification. What an identity may do is decided elsewhere.
 */
@NullMarked
package dev.storekeeper.identity;

import org.jspecify.annotations.NullMarked;
