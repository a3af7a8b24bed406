package dev.storekeeper.cli.control;

import java.io.IOException;

/** The function could not be asked, or failed. */
public final class ControlUnavailableException extends IOException {
  private static final long serialVersionUID = 1;

  ControlUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  ControlUnavailableException(String message) {
    super(message);
  }
}
