package dev.storekeeper.sandbox.codeartifact.upstream;

import java.io.IOException;

/** A public repository that cannot be asked or gives no sensible answer; the message says why. */
final class PublicFailure extends IOException {
  PublicFailure(String message) {
    super(message);
  }

  PublicFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
