package dev.storekeeper.cleanup.publish;

import dev.storekeeper.cleanup.publish.PublishException.Kind;
import dev.storekeeper.cleanup.registry.RegistryException;
import java.io.IOException;

/** Asks CodeArtifact or the bucket, and says what went wrong as publishing does. */
final class Calls {
  private Calls() {}

  /** A question to CodeArtifact or to the bucket. */
  @FunctionalInterface
  interface Question<T> {
    T ask() throws RegistryException, IOException;
  }

  static <T> T ask(Question<T> question) throws PublishException {
    try {
      return question.ask();
    } catch (RegistryException e) {
      Kind kind =
          switch (e.kind()) {
            case UNAVAILABLE -> Kind.TRANSIENT;
            case DENIED -> Kind.FORBIDDEN;
            case NOT_FOUND, CONFLICT -> Kind.REFUSED;
          };
      throw new PublishException(kind, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new PublishException(Kind.TRANSIENT, String.valueOf(e.getMessage()), e);
    }
  }
}
