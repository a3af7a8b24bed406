package dev.storekeeper.benchmarks.cleanup;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * The most bytes of the heap that were reachable, by full collections every two seconds. Young
 * collections say less, as garbage waits in the old generation. Thread-safe.
 */
final class Heap {
  private static final String FULL = "end of major GC";
  private static final Duration PERIOD = Duration.ofSeconds(2);

  private final Set<String> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toSet());
  private final AtomicLong most = new AtomicLong();

  private Heap() {}

  static Heap watch() {
    Heap heap = new Heap();
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(
            (notification, _) -> {
              if (notification.getUserData() instanceof CompositeData data) {
                heap.collected(GarbageCollectionNotificationInfo.from(data));
              }
            },
            null,
            null);
      }
    }
    Thread.ofPlatform().daemon().name("full-collections").start(Heap::collect);
    return heap;
  }

  private static void collect() {
    try {
      while (true) {
        Thread.sleep(PERIOD);
        System.gc();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void collected(GarbageCollectionNotificationInfo info) {
    if (!info.getGcAction().equals(FULL)) {
      return;
    }
    long used =
        info.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
            .filter(entry -> pools.contains(entry.getKey()))
            .mapToLong(entry -> entry.getValue().getUsed())
            .sum();
    most.accumulateAndGet(used, Math::max);
  }

  /** The most since the last time; 0 if nothing was collected. */
  long take() {
    return most.getAndSet(0);
  }
}
