package dev.storekeeper.token.audit;

import java.time.Clock;

class InMemoryDenialCountsTest extends DenialCountsContract {
  @Override
  DenialCounts emptyCounts(Clock clock) {
    return new InMemoryDenialCounts(clock);
  }
}
