package dev.storekeeper.sandbox.tour;

/** The functions' logs on the console: held back while the tour speaks. */
final class FunctionLogs {
  private final Terminal terminal;
  private volatile boolean shown;

  FunctionLogs(Terminal terminal) {
    this.terminal = terminal;
  }

  void show() {
    shown = true;
  }

  void line(String function, String line) {
    if (shown) {
      terminal.log(function, line);
    }
  }
}
