/** Carries out approved plans, one package at a time. */
@NullMarked
package dev.storekeeper.cleanup.execute;

import org.jspecify.annotations.NullMarked;
