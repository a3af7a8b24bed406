package dev.storekeeper.token.http;

import dev.storekeeper.token.configuration.Presentation;
import dev.storekeeper.token.configuration.Presentation.Kind;
import dev.storekeeper.token.configuration.Tool;
import dev.storekeeper.token.refusal.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Decodes how the answer is to be written: the {@code format} parameter and the Accept header. */
final class PresentationReader {
  private static final String DOTENV = "dotenv";

  private PresentationReader() {}

  static Presentation read(HttpRequest request, Parameters parameters) throws RefusedException {
    List<Tool> tools = new ArrayList<>();
    boolean dotenv = false;
    for (String value : parameters.all("format")) {
      for (String word : value.split(",", -1)) {
        if (word.equals(DOTENV)) {
          dotenv = true;
        } else {
          Tool tool = tool(word);
          if (!tools.contains(tool)) {
            tools.add(tool);
          }
        }
      }
    }
    if (dotenv) {
      return new Presentation(Kind.DOTENV, tools);
    }
    if (!wantsText(request)) {
      return new Presentation(Kind.JSON, tools);
    }
    if (tools.size() != 1) {
      throw Parameters.malformed(
          "Accept: text/plain needs exactly one format, or dotenv among the formats.",
          "text-format");
    }
    return new Presentation(Kind.SNIPPET, tools);
  }

  private static Tool tool(String word) throws RefusedException {
    if (word.equals("generic")) {
      throw Parameters.malformed(
          "Generic packages have no package manager; they need signed AWS API calls.",
          "generic-format");
    }
    Optional<Tool> tool = Tool.of(word);
    return tool.orElseThrow(() ->
        Parameters.malformed(
            "A format is unknown; known are " + String.join(", ", Tool.words()) + ", dotenv.",
            "unknown-format"));
  }

  /** Whether plain text is asked for and JSON is not. */
  private static boolean wantsText(HttpRequest request) {
    String accept = request.header("accept").orElse("").toLowerCase(Locale.ROOT);
    return accept.contains("text/plain") && !accept.contains("application/json");
  }
}
