package dev.storekeeper.sandbox.runtime.lambda.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of a process, where the machine tells (Linux). */
final class ProcessMemory {
  private ProcessMemory() {}

  /** The peak of the resident memory in MB, or 0 where the machine does not tell. */
  static long peakMegabytes(long pid) {
    Path status = Path.of("/proc/" + pid + "/status");
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
        }
      }
    } catch (IOException e) {
      // Not Linux, or the process just ended: the report goes without it.
      return 0;
    }
    return 0;
  }
}
