package dev.storekeeper.usage.trail;

class InMemoryTrailJournalTest extends TrailJournalContract {
  @Override
  protected TrailJournal emptyJournal() {
    return new InMemoryTrailJournal();
  }
}
