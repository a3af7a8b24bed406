/**
 * Ledger events to people and machines: routes, messages and their delivery. Reads nothing but the
 * event and its policy.
 */
@NullMarked
package dev.storekeeper.notification;

import org.jspecify.annotations.NullMarked;
