package dev.storekeeper.sandbox.codeartifact.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;

/** What an operation gives back. */
sealed interface Answer {
  /** A JSON object. */
  record Json(ObjectNode body) implements Answer {}

  /** The bytes of a file, with headers. */
  record Content(Path file, Map<String, String> headers) implements Answer {}
}
