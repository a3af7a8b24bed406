package dev.storekeeper.benchmarks.cleanup;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** The most bytes of the heap that were in use right after a collection. Thread-safe. */
final class Heap {
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
    return heap;
  }

  private void collected(GarbageCollectionNotificationInfo info) {
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
