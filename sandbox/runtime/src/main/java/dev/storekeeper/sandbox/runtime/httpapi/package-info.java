/**
 * API Gateway HTTP APIs in front of functions, each on a port of its own: routes, payload format
 * 2.0, CORS, throttling. Authorizers, other integrations and parameter mappings are not served.
 */
@NullMarked
package dev.storekeeper.sandbox.runtime.httpapi;

import org.jspecify.annotations.NullMarked;
