package dev.storekeeper.usage;

class InMemoryUsageTest extends UsageContract {
  @Override
  protected Usage emptyUsage() {
    InMemoryUsage usage = new InMemoryUsage();
    return new Usage(usage, usage);
  }
}
