package dev.storekeeper.token.audit;

import dev.storekeeper.token.state.StateUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts in memory; can be made to fail. */
public final class InMemoryDenialCounts implements DenialCounts {
  private final Map<Window, SortedMap<Kind, Long>> counts = new HashMap<>();
  private final Set<Window> closed = new HashSet<>();
  private final Clock clock;
  private boolean broken;

  public InMemoryDenialCounts(Clock clock) {
    this.clock = clock;
  }

  public synchronized void breakDown() {
    broken = true;
  }

  @Override
  public synchronized long add(Kind kind) throws StateUnavailableException {
    if (broken) {
      throw new StateUnavailableException("broken", new IllegalStateException("broken"));
    }
    Window window = Window.of(clock.instant());
    Window open = closed.contains(window) ? window.plus(1) : window;
    return counts.computeIfAbsent(open, _ -> new TreeMap<>()).merge(kind, 1L, Long::sum);
  }

  @Override
  public Window lastEnded() {
    return Window.of(clock.instant().minus(Duration.ofSeconds(60))).plus(-1);
  }

  @Override
  public synchronized List<Window> ended(Window last) {
    List<Window> ended = new ArrayList<>(counts.keySet());
    ended.removeIf(window -> window.start().isAfter(last.start()));
    ended.sort(Comparator.comparing(Window::start));
    return ended;
  }

  @Override
  public synchronized SortedMap<Kind, Long> close(Window window) {
    closed.add(window);
    return new TreeMap<>(counts.getOrDefault(window, new TreeMap<>()));
  }

  @Override
  public synchronized void clear(Window window) {
    counts.remove(window);
  }

  @Override
  public void advance(Window window) {}
}
