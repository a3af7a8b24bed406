/** Guards ID tokens against being exchanged more often than their issuer's tokens may be. */
@NullMarked
package dev.storekeeper.token.replay;

import org.jspecify.annotations.NullMarked;
