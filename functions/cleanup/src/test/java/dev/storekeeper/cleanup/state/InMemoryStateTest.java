package dev.storekeeper.cleanup.state;

final class InMemoryStateTest extends StateContract {
  @Override
  CleanupState state() {
    return new InMemoryState();
  }
}
