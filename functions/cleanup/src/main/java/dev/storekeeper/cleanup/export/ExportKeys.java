package dev.storekeeper.cleanup.export;

import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Where exports are in the bucket. No key is longer than 1,024 bytes, which is S3's limit. */
public final class ExportKeys {
  private static final int MAX_SEGMENT = 120;
  private static final int KEPT = 80;

  private ExportKeys() {}

  /** Where the bytes of this hash are. */
  public static String asset(PackageVersion version, String sha256) {
    return domain(version.coordinates()) + "/assets/" + sha256.substring(0, 2) + "/" + sha256;
  }

  /** Where the manifest of a version in a revision is. */
  public static String manifest(PackageVersion version, String revision) {
    PackageCoordinates at = version.coordinates();
    return String.join(
        "/",
        domain(at),
        "versions",
        segment(at.repository()),
        segment(at.format()),
        at.namespace().isEmpty() ? "_" : segment(at.namespace()),
        segment(at.name()),
        segment(version.version()),
        segment(revision) + ".json");
  }

  private static String domain(PackageCoordinates at) {
    return "exports/" + at.domainOwner() + "/" + at.domain();
  }

  /**
   * A text as one segment of a key: every byte of its UTF-8 form but letters, digits and {@code
   * -._} percent-encoded, as is what would be misread as a whole ({@code _}, {@code .}, {@code
   * ..}). If that is long, its beginning and a hash.
   */
  static String segment(String text) {
    StringBuilder encoded = new StringBuilder();
    boolean ambiguous = text.equals("_") || text.equals(".") || text.equals("..");
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (octet & 0xff);
      if (!ambiguous && isPlain(character)) {
        encoded.append(character);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
      }
    }
    if (encoded.length() <= MAX_SEGMENT) {
      return encoded.toString();
    }
    int cut = encoded.substring(0, KEPT).lastIndexOf('%');
    return encoded.substring(0, cut > KEPT - 3 ? cut : KEPT) + "~" + hash(text).substring(0, 32);
  }

  private static boolean isPlain(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || character == '-'
        || character == '.'
        || character == '_';
  }

  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
