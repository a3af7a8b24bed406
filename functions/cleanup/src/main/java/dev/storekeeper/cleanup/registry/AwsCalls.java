package dev.storekeeper.cleanup.registry;

import java.io.UncheckedIOException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Makes calls of CodeArtifact, and tells their failures as {@link RegistryException}. */
public final class AwsCalls {
  private static final int MAX_PAGES = 100_000;
  private static final int MAX_TEXT = 500;

  private AwsCalls() {}

  /**
   * Makes a call.
   *
   * @param resource what it is about, for messages
   * @throws RegistryException if there is no answer; 403 is {@code DENIED}, 404 {@code NOT_FOUND},
   *     409 {@code CONFLICT}, anything else {@code UNAVAILABLE}
   */
  public static <T> T answer(String operation, Object resource, Supplier<T> call)
      throws RegistryException {
    try {
      return call.get();
    } catch (AwsServiceException e) {
      throw new RegistryException(kind(e), message(operation, resource, details(e)), e);
    } catch (SdkException | UncheckedIOException e) {
      throw new RegistryException(
          RegistryException.Kind.UNAVAILABLE,
          message(operation, resource, String.valueOf(e.getMessage())),
          e);
    }
  }

  /** Reads every page; a token that comes twice in a row would never end. */
  static <T> void pages(
      String operation,
      Object resource,
      Function<@Nullable String, T> call,
      Function<T, @Nullable String> next,
      Consumer<T> page)
      throws RegistryException {
    @Nullable String token = null;
    for (int i = 0; i < MAX_PAGES; i++) {
      @Nullable String from = token;
      T answer = answer(operation, resource, () -> call.apply(from));
      page.accept(answer);
      token = next.apply(answer);
      if (token == null) {
        return;
      }
      if (token.equals(from)) {
        throw incomplete(operation, resource, "the page after a page is the page itself");
      }
    }
    throw incomplete(operation, resource, "more than " + MAX_PAGES + " pages");
  }

  private static RegistryException incomplete(String operation, Object resource, String why) {
    return new RegistryException(
        RegistryException.Kind.UNAVAILABLE, message(operation, resource, why));
  }

  /** Takes a page. */
  interface Consumer<T> {
    void accept(T page) throws RegistryException;
  }

  private static RegistryException.Kind kind(AwsServiceException e) {
    return switch (e.statusCode()) {
      case 403 -> RegistryException.Kind.DENIED;
      case 404 -> RegistryException.Kind.NOT_FOUND;
      case 409 -> RegistryException.Kind.CONFLICT;
      default -> RegistryException.Kind.UNAVAILABLE;
    };
  }

  private static String details(AwsServiceException e) {
    @Nullable AwsErrorDetails details = e.awsErrorDetails();
    return details == null
        ? "HTTP " + e.statusCode()
        : details.errorCode() + ": " + details.errorMessage();
  }

  private static String message(String operation, Object resource, String what) {
    String text = operation + " of " + resource + ": " + what;
    return text.substring(0, Math.min(text.length(), MAX_TEXT));
  }
}
