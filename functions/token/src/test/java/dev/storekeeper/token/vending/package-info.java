/** Tests of the package vending. */
@NullMarked
package dev.storekeeper.token.vending;

import org.jspecify.annotations.NullMarked;
