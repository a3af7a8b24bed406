package dev.storekeeper.sandbox.codeartifact.pypi;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.protocol.RepositoryAccess;
import dev.storekeeper.sandbox.codeartifact.protocol.StagedAsset;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A received upload. Closing it throws the content away unless it was published.
 *
 * @param fields the form's text fields
 * @param content the form's file
 */
record UploadForm(FormFields fields, Content content) implements AutoCloseable {
  /**
   * The file part of an upload.
   *
   * @param fileName its name as sent, unchecked
   * @param staged its bytes
   * @param blake2 the BLAKE2b-256 checksum of its bytes in lower-case hex
   */
  record Content(String fileName, StagedAsset staged, String blake2) {}

  /**
   * Reads a form to its closing delimiter.
   *
   * @throws ServiceException 400 if it is no well-formed upload or exceeds the limits
   * @throws IOException if the connection breaks or the content cannot be stored
   */
  static UploadForm read(
      @Nullable String contentType,
      InputStream body,
      RepositoryAccess repository,
      PypiLimits limits)
      throws IOException {
    UploadFormReader reader = new UploadFormReader(repository, limits);
    boolean complete = false;
    try {
      UploadForm form = reader.read(contentType, body);
      complete = true;
      return form;
    } finally {
      if (!complete) {
        reader.discard();
      }
    }
  }

  /** A field's text; empty where the field is missing. */
  String text(String field) {
    return fields.text(field);
  }

  /** All fields, as {@link FormFields#attributes()}. */
  Map<String, String> attributes() {
    return fields.attributes();
  }

  String required(String field) {
    String text = text(field);
    if (text.isEmpty()) {
      throw ServiceException.invalid("Field " + field + " is missing or empty");
    }
    return text;
  }

  void expect(String field, String expected) {
    String text = required(field);
    if (!text.equals(expected)) {
      throw ServiceException.invalid(
          "Field %s: found %s, expected \"%s\"".formatted(field, Printable.quote(text), expected));
    }
  }

  @Override
  public void close() {
    content.staged().close();
  }
}
