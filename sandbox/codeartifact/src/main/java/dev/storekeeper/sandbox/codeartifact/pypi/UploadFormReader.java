package dev.storekeeper.sandbox.codeartifact.pypi;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.protocol.RepositoryAccess;
import dev.storekeeper.sandbox.codeartifact.protocol.StagedAsset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.util.HexFormat;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.jspecify.annotations.Nullable;

/**
 * Reads one multipart body in one pass: fields into memory, the file straight to the repository.
 */
final class UploadFormReader {
  private static final int BUFFER = 1 << 16;
  private static final int PART_HEADERS = 8_192;

  private final RepositoryAccess repository;
  private final FormFields fields;
  private UploadForm.@Nullable Content content;

  UploadFormReader(RepositoryAccess repository, PypiLimits limits) {
    this.repository = repository;
    this.fields = new FormFields(limits);
  }

  UploadForm read(@Nullable String contentType, InputStream body) throws IOException {
    try {
      readParts(
          MultipartInput.builder()
              .setInputStream(body)
              .setBufferSize(BUFFER)
              .setBoundary(PartHeaders.boundary(contentType))
              .setMaxPartHeaderSize(PART_HEADERS)
              .get());
    } catch (FileUploadException malformed) {
      throw malformed(malformed);
    }
    UploadForm.Content received = content;
    if (received == null) {
      throw ServiceException.invalid("The form has no file part named content");
    }
    return new UploadForm(fields, received);
  }

  /** Throws away what was staged by a reading that failed. */
  void discard() {
    UploadForm.Content received = content;
    if (received != null) {
      received.staged().close();
    }
  }

  private void readParts(MultipartInput parts) throws IOException {
    if (!parts.skipPreamble()) {
      throw ServiceException.invalid(
          "The body has no part that begins with the boundary of its Content-Type");
    }
    do {
      PartHeaders headers = PartHeaders.parse(parts.readHeaders());
      InputStream part = parts.newInputStream();
      if (headers.fileName().isPresent()) {
        readFile(headers.name(), headers.fileName().get(), part);
      } else {
        readField(headers.name(), part);
      }
      // Not on failure: closing reads the part to its end, however long that is.
      part.close();
    } while (parts.readBoundary());
  }

  private void readFile(String name, String fileName, InputStream part) throws IOException {
    if (!name.equals("content")) {
      throw ServiceException.invalid(
          "File part %s: only content may be a file".formatted(Printable.quote(name)));
    }
    if (content != null) {
      throw ServiceException.invalid("The form has two file parts named content");
    }
    Blake2b256 blake2 = new Blake2b256();
    PartStream watched = new PartStream(part);
    try {
      StagedAsset staged = repository.stage(new DigestInputStream(watched, blake2));
      content = new UploadForm.Content(fileName, staged, HexFormat.of().formatHex(blake2.digest()));
    } catch (IOException failure) {
      if (watched.malformation().isPresent()) {
        throw malformed(watched.malformation().get());
      }
      throw failure;
    }
  }

  private void readField(String name, InputStream part) throws IOException {
    if (name.equals("content")) {
      throw ServiceException.invalid("Part content has no filename");
    }
    int room = fields.room();
    byte[] bytes = part.readNBytes(room + 1);
    if (bytes.length > room) {
      throw ServiceException.invalid(
          "Field %s is longer than the %d bytes left for it"
              .formatted(Printable.quote(name), room));
    }
    fields.add(name, text(name, bytes), bytes.length);
  }

  private static String text(String name, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw ServiceException.invalid("Field %s is not UTF-8".formatted(Printable.quote(name)));
    }
  }

  private static ServiceException malformed(IOException reason) {
    return ServiceException.invalid(
        "The multipart body is malformed or ends early: "
            + Printable.quote(String.valueOf(reason.getMessage())));
  }
}
