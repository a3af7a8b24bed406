package dev.storekeeper.cli;

import java.io.PrintStream;

/** How far something is: a bar on a terminal, otherwise a line whenever that changes. */
final class Progress {
  private static final int WIDTH = 30;

  private final PrintStream err;
  private final boolean terminal;
  private int last = -1;

  Progress(Console console) {
    this.err = console.err();
    this.terminal = console.isColoured();
  }

  void show(int done, int total) {
    if (total <= 0 || (done == last && !terminal)) {
      return;
    }
    last = done;
    if (terminal) {
      int full = Math.min(WIDTH, (int) ((long) WIDTH * done / total));
      err.print(
          "\r[%s%s] %d of %d repositories"
              .formatted("#".repeat(full), ".".repeat(WIDTH - full), done, total));
      err.flush();
    } else {
      err.println("%d of %d repositories".formatted(done, total));
    }
  }

  void end() {
    if (terminal && last >= 0) {
      err.println();
    }
  }
}
