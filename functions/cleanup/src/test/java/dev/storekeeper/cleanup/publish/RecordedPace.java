package dev.storekeeper.cleanup.publish;

import dev.storekeeper.codeartifact.pace.CallCount;
import dev.storekeeper.codeartifact.pace.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;

/** Lets everything go at once, and remembers what did. */
public final class RecordedPace implements Pace {
  final List<String> turns = Collections.synchronizedList(new ArrayList<>());
  final List<String> throttled = Collections.synchronizedList(new ArrayList<>());
  final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
  final CallCount calls = new CallCount();
  @Nullable AbortedException interruption;

  /** A pace that nobody looks at. */
  public static EndpointPace free() {
    return new RecordedPace().ofEndpoints();
  }

  EndpointPace ofEndpoints() {
    return new EndpointPace(this, calls, pauses::add);
  }

  @Override
  public void await(String operation) {
    if (interruption != null) {
      throw interruption;
    }
    turns.add(operation);
  }

  @Override
  public void throttled(String operation) {
    throttled.add(operation);
  }
}
