/** Tests of the trust policy. */
@NullMarked
package dev.storekeeper.trust;

import org.jspecify.annotations.NullMarked;
