/**
 * EventBridge: buses, rules and their targets, and the retrying delivery that EventBridge Scheduler
 * shares. What a target does with an event lives elsewhere.
 */
@NullMarked
package dev.storekeeper.sandbox.runtime.events;

import org.jspecify.annotations.NullMarked;
