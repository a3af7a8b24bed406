package dev.storekeeper.usagetracking.trail;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The files of the trail's bucket. Thread-safe. */
public interface LogFiles {
  /**
   * Opens a file; the caller closes it.
   *
   * @return empty if there is no such file
   * @throws IOException if it cannot be had now
   */
  Optional<InputStream> open(String object) throws IOException;
}
