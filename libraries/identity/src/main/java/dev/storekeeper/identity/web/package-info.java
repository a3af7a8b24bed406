/**
 * One bounded HTTP GET that cannot be led astray: https to a public address that was checked, no
 * redirect, no compression, a deadline. It knows nothing of keys and tokens.
 */
@NullMarked
package dev.storekeeper.identity.web;

import org.jspecify.annotations.NullMarked;
