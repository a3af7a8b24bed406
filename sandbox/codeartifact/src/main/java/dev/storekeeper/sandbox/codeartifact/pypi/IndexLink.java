package dev.storekeeper.sandbox.codeartifact.pypi;

import dev.storekeeper.sandbox.codeartifact.protocol.OfferedFile;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file in a simple index, as either form of the page tells it.
 *
 * @param fileName its name
 * @param address where it is
 * @param sha256 its checksum in lower-case hex, if it is given
 * @param size its size in bytes, if it is given
 * @param uploaded when it was uploaded, if that is given
 * @param requiresPython which interpreters it is for, possibly empty
 * @param yanked why it was yanked, possibly empty; absent if it was not
 */
record IndexLink(
    String fileName,
    URI address,
    Optional<String> sha256,
    OptionalLong size,
    Optional<Instant> uploaded,
    String requiresPython,
    Optional<String> yanked) {

  /** The address of a link on a page, if it can be followed. */
  static Optional<URI> resolve(URI page, String link) {
    if (link.isBlank()) {
      return Optional.empty();
    }
    try {
      URI address = page.resolve(new URI(link.strip()));
      String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      return web && address.getHost() != null ? Optional.of(address) : Optional.empty();
    } catch (URISyntaxException noAddress) {
      return Optional.empty();
    }
  }

  /** A checksum, if it looks like one. */
  static Optional<String> sha256(String text) {
    String hex = text.strip().toLowerCase(Locale.ROOT);
    return hex.matches("[0-9a-f]{64}") ? Optional.of(hex) : Optional.empty();
  }

  /** A time as PEP 700 writes it, if it is one. */
  static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException absent) {
      return Optional.empty();
    }
  }

  OfferedFile toOffer(String version) {
    Map<String, String> attributes = new HashMap<>();
    if (!requiresPython.isEmpty()) {
      attributes.put(SimpleProject.REQUIRES_PYTHON, requiresPython);
    }
    yanked.ifPresent(reason -> attributes.put(SimpleProject.YANKED, reason));
    return new OfferedFile(version, fileName, address, sha256, size, uploaded, attributes);
  }
}
