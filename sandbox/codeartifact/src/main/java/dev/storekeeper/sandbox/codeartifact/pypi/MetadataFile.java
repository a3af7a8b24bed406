package dev.storekeeper.sandbox.codeartifact.pypi;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import java.util.regex.Pattern;

/**
 * A metadata file found in an archive.
 *
 * @param entry its name in the archive
 * @param bytes its content
 */
record MetadataFile(String entry, byte[] bytes) {
  private static final Pattern WHEEL_METADATA = Pattern.compile("[^/]+\\.dist-info/METADATA");
  private static final Pattern PKG_INFO = Pattern.compile("[^/]+/PKG-INFO");
  private static final Pattern LEAVES =
      Pattern.compile("/.*|[A-Za-z]:.*|.*\\\\.*|(?:.*/)?\\.\\.(?:/.*)?", Pattern.DOTALL);

  static boolean isWheelMetadata(String entry) {
    return WHEEL_METADATA.matcher(entry).matches();
  }

  static boolean isPkgInfo(String entry) {
    return PKG_INFO.matcher(entry).matches();
  }

  /**
   * Refuses an entry that an unpacking tool might write outside of its target folder.
   *
   * @throws ServiceException 400 naming the entry
   */
  static void checkEntryName(String entry) {
    if (entry.isEmpty() || entry.indexOf('\0') >= 0 || LEAVES.matcher(entry).matches()) {
      throw ServiceException.invalid(
          "Entry %s of the archive has a name that leaves its folder"
              .formatted(Printable.quote(entry)));
    }
  }

  static ServiceException tooLarge(String entry, int limit) {
    return ServiceException.invalid(
        "%s is larger than %d bytes".formatted(Printable.quote(entry), limit));
  }

  static ServiceException twice(String first, String second) {
    return ServiceException.invalid(
        "The archive has two metadata files: %s and %s"
            .formatted(Printable.quote(first), Printable.quote(second)));
  }
}
