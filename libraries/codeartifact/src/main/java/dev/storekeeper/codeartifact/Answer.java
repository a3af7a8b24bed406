package dev.storekeeper.codeartifact;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What a call answered: a value, or a problem in words.
 *
 * @param value present if the call succeeded
 * @param problem present if something went wrong
 * @param notFound whether the call failed because the thing is not there
 */
record Answer<T>(Optional<T> value, Optional<String> problem, boolean notFound) {
  private static final int MAX_PROBLEM = 500;

  static <T> Answer<T> of(String operation, Supplier<T> call) {
    try {
      return new Answer<>(Optional.of(call.get()), Optional.empty(), false);
    } catch (AwsServiceException e) {
      String text =
          e.awsErrorDetails() == null
              ? "HTTP " + e.statusCode()
              : e.awsErrorDetails().errorCode() + ": " + e.awsErrorDetails().errorMessage();
      return failed(operation, text, e.statusCode() == 404);
    } catch (SdkException e) {
      return failed(operation, String.valueOf(e.getMessage()), false);
    }
  }

  private static <T> Answer<T> failed(String operation, String text, boolean notFound) {
    String problem = operation + ": " + text;
    return new Answer<>(
        Optional.empty(),
        Optional.of(problem.substring(0, Math.min(problem.length(), MAX_PROBLEM))),
        notFound);
  }
}
