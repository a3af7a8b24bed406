package dev.storekeeper.retention;

import java.time.Instant;

/** Times at which nothing is archived or deleted. */
sealed interface Standstill permits FreezeWindow, QuietHours {
  /** Whether a time is one of them. */
  boolean contains(Instant time);

  /** The first instant after the stretch that contains a time. */
  Instant endAfter(Instant time);
}
