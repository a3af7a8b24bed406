package dev.storekeeper.cleanup.export;

import java.util.Optional;

/**
 * The hashes of an asset as CodeArtifact computed them, in lower-case hexadecimal digits; each is
 * absent if CodeArtifact did not say.
 *
 * @param md5 32 digits
 * @param sha1 40 digits
 * @param sha256 64 digits
 * @param sha512 128 digits
 */
public record Hashes(
    Optional<String> md5, Optional<String> sha1, Optional<String> sha256, Optional<String> sha512) {
  public Hashes {
    md5.ifPresent(hex -> check("md5", hex, 32));
    sha1.ifPresent(hex -> check("sha1", hex, 40));
    sha256.ifPresent(hex -> check("sha256", hex, 64));
    sha512.ifPresent(hex -> check("sha512", hex, 128));
  }

  private static void check(String name, String hex, int digits) {
    if (hex.length() != digits || !hex.chars().allMatch(Hashes::isHexDigit)) {
      throw new IllegalArgumentException(
          "%s: found %d characters, expected %d lower-case hexadecimal digits"
              .formatted(name, hex.length(), digits));
    }
  }

  private static boolean isHexDigit(int character) {
    return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
  }
}
