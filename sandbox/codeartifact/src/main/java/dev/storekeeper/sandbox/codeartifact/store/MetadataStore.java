package dev.storekeeper.sandbox.codeartifact.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.StringDataType;

/**
 * All tables in one file. A change is visible and durable as a whole or not at all: writers exclude
 * one another and all readers, and each change is one commit that is forced to disk before {@link
 * #write} returns. Safe for use by many threads, which must not be interrupted inside.
 */
public final class MetadataStore implements AutoCloseable {
  private static final int COMMITS_BETWEEN_COMPACTIONS = 256;
  private static final int COMPACTION_FILL_PERCENT = 80;
  private static final int COMPACTION_BYTES = 4 << 20;
  private static final int CACHE_MEGABYTES = 8;

  // How long the file keeps what a commit replaced. The library's 45 seconds are for writes that
  // the
  // system may reorder; here every commit is forced to disk before the next one.
  private static final int RETENTION_MILLIS = 1000;

  private final MVStore store;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private volatile Runnable committed = () -> {};
  private long commits;

  private MetadataStore(MVStore store) {
    this.store = store;
  }

  /**
   * Opens the tables.
   *
   * @throws IOException if the file is damaged or cannot be written
   */
  public static MetadataStore open(Path file) throws IOException {
    return open(file, RETENTION_MILLIS);
  }

  static MetadataStore open(Path file, int retentionMillis) throws IOException {
    try {
      MVStore store =
          new MVStore.Builder()
              .fileName(file.toString())
              .autoCommitDisabled()
              .cacheSize(CACHE_MEGABYTES)
              .open();
      store.setVersionsToKeep(0);
      store.setRetentionTime(retentionMillis);
      return new MetadataStore(store);
    } catch (MVStoreException e) {
      throw new IOException("Cannot open the tables in " + file + ": " + e.getMessage(), e);
    }
  }

  /** Opens a table, creating it if it does not exist. To be done once, before the first change. */
  public <V> Table<V> table(String name, Codec<V> codec) {
    MVMap.Builder<String, String> builder = new MVMap.Builder<>();
    builder.setKeyType(StringDataType.INSTANCE);
    builder.setValueType(StringDataType.INSTANCE);
    boolean created = !store.hasMap(name);
    Table<V> table = new Table<>(store.openMap(name, builder), codec);
    if (created) {
      store.commit();
    }
    return table;
  }

  /** Sets what is run, outside the lock, after each commit. */
  public void onCommit(Runnable action) {
    committed = action;
  }

  /** Reads a consistent state. */
  public <T> T read(Supplier<T> reading) {
    lock.readLock().lock();
    try {
      return reading.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Makes a change; if it throws, nothing of it stays. */
  public <T> T write(Supplier<T> change) {
    boolean changed = false;
    lock.writeLock().lock();
    try {
      afterCommit.clear();
      T result = runOrRollBack(change);
      changed = store.hasUnsavedChanges();
      if (changed) {
        commit();
      }
      afterCommit.forEach(Runnable::run);
      return result;
    } finally {
      lock.writeLock().unlock();
      if (changed) {
        committed.run();
      }
    }
  }

  /** Within a change: what to do once it is durable, before anybody else may change anything. */
  public void afterCommit(Runnable action) {
    if (!lock.isWriteLockedByCurrentThread()) {
      throw new IllegalStateException("Not inside a change");
    }
    afterCommit.add(action);
  }

  private <T> T runOrRollBack(Supplier<T> change) {
    boolean finished = false;
    try {
      T result = change.get();
      finished = true;
      return result;
    } finally {
      if (!finished && store.hasUnsavedChanges()) {
        store.rollback();
      }
    }
  }

  private void commit() {
    store.commit();
    store.sync();
    if (++commits % COMMITS_BETWEEN_COMPACTIONS == 0) {
      store.compact(COMPACTION_FILL_PERCENT, COMPACTION_BYTES);
      store.sync();
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      store.close();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
