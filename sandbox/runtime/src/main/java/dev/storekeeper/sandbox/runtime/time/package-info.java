/**
 * Time in the sandbox: the virtual clock, and schedule expressions. Nothing here knows a service.
 */
@NullMarked
package dev.storekeeper.sandbox.runtime.time;

import org.jspecify.annotations.NullMarked;
