package dev.storekeeper.sandbox.codeartifact.pypi;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.jspecify.annotations.Nullable;

/**
 * Remembers that a part was malformed, so that its reader's failure can be told from the disk's.
 */
final class PartStream extends FilterInputStream {
  private @Nullable FileUploadException malformation;

  PartStream(InputStream part) {
    super(part);
  }

  Optional<FileUploadException> malformation() {
    return Optional.ofNullable(malformation);
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (FileUploadException malformed) {
      malformation = malformed;
      throw malformed;
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return super.read(target, offset, length);
    } catch (FileUploadException malformed) {
      malformation = malformed;
      throw malformed;
    }
  }
}
