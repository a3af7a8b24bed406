/** Tests of the trail's chain and journal. */
@NullMarked
package dev.storekeeper.usage.trail;

import org.jspecify.annotations.NullMarked;
