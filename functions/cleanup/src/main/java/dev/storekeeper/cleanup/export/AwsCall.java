package dev.storekeeper.cleanup.export;

import dev.storekeeper.cleanup.registry.RegistryException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Calls CodeArtifact and says in one form what went wrong. */
public final class AwsCall {
  private static final int MAX_TEXT = 500;

  private AwsCall() {}

  /**
   * Calls.
   *
   * @param operation the operation's name
   * @param resource what it is about, for messages
   * @throws RegistryException if there is no answer; 403 is {@code DENIED}, 404 {@code NOT_FOUND},
   *     409 {@code CONFLICT}, anything else {@code UNAVAILABLE}
   */
  public static <T> T answer(String operation, String resource, Supplier<T> call)
      throws RegistryException {
    try {
      return call.get();
    } catch (AwsServiceException e) {
      String text =
          e.awsErrorDetails() == null
              ? "HTTP " + e.statusCode()
              : e.awsErrorDetails().errorCode() + ": " + e.awsErrorDetails().errorMessage();
      throw new RegistryException(kind(e.statusCode()), message(operation, resource, text), e);
    } catch (SdkException | UncheckedIOException e) {
      throw new RegistryException(
          RegistryException.Kind.UNAVAILABLE,
          message(operation, resource, String.valueOf(e.getMessage())),
          e);
    }
  }

  private static RegistryException.Kind kind(int status) {
    return switch (status) {
      case 403 -> RegistryException.Kind.DENIED;
      case 404 -> RegistryException.Kind.NOT_FOUND;
      case 409 -> RegistryException.Kind.CONFLICT;
      default -> RegistryException.Kind.UNAVAILABLE;
    };
  }

  private static String message(String operation, String resource, String text) {
    return operation
        + " of "
        + resource
        + ": "
        + text.substring(0, Math.min(text.length(), MAX_TEXT));
  }
}
