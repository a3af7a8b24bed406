package dev.storekeeper.token.vending;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codeartifact.model.CodeartifactException;
import software.amazon.awssdk.services.sts.model.StsException;

/** Tells AWS errors that pass from those that an operator has to look at. */
final class AwsErrors {
  private static final int SERVER_ERROR = 500;

  private AwsErrors() {}

  /** The vending exception of an AWS error; its reason names service and error code. */
  static VendingException of(SdkException error) {
    if (!(error instanceof AwsServiceException answer)) {
      return new VendingException(true, "aws-no-answer", error);
    }
    boolean temporary = answer.statusCode() >= SERVER_ERROR || answer.isThrottlingException();
    String code =
        answer.awsErrorDetails() == null
            ? "status-" + answer.statusCode()
            : String.valueOf(answer.awsErrorDetails().errorCode());
    return new VendingException(temporary, service(answer) + code, error);
  }

  private static String service(AwsServiceException answer) {
    return switch (answer) {
      case StsException _ -> "sts-";
      case CodeartifactException _ -> "codeartifact-";
      default -> "aws-";
    };
  }
}
