package dev.storekeeper.retention;

import dev.storekeeper.policy.EventPattern;

/**
 * What is never touched, whatever any policy says.
 *
 * @param when what it matches
 */
record Protection(String name, EventPattern when) {}
