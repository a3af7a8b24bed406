package dev.storekeeper.sandbox.runtime.lambda.bootstrap;

import java.nio.charset.StandardCharsets;

/**
 * A throwable as Lambda reports it.
 *
 * @param type the throwable's class
 * @param json {@code errorMessage}, {@code errorType} and {@code stackTrace}
 */
record ErrorReport(String type, byte[] json) {
  private static final int MAX_FRAMES = 200;

  static ErrorReport of(Throwable throwable) {
    String type = throwable.getClass().getName();
    StringBuilder json = new StringBuilder("{\"errorMessage\":");
    String message = throwable.getLocalizedMessage();
    if (message == null) {
      json.append("null");
    } else {
      JsonText.quote(json, message);
    }
    json.append(",\"errorType\":");
    JsonText.quote(json, type);
    json.append(",\"stackTrace\":[");
    String separator = "";
    int frames = 0;
    for (StackTraceElement frame : throwable.getStackTrace()) {
      if (frame.getClassName().startsWith(ErrorReport.class.getPackageName() + ".")
          || frames == MAX_FRAMES) {
        break;
      }
      json.append(separator);
      JsonText.quote(json, frame.toString());
      separator = ",";
      frames++;
    }
    json.append("]}");
    return new ErrorReport(type, json.toString().getBytes(StandardCharsets.UTF_8));
  }
}
