package dev.storekeeper.cli;

import dev.storekeeper.identity.IdToken;
import dev.storekeeper.identity.TokenRejectedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads an ID token from a file or standard input; never from an argument, which others can see.
 */
final class TokenFile {
  private TokenFile() {}

  static IdToken read(String file, InputStream standardInput)
      throws IOException, TokenRejectedException {
    if (file.equals("-")) {
      return parse(standardInput);
    }
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return parse(in);
    }
  }

  private static IdToken parse(InputStream in) throws IOException, TokenRejectedException {
    byte[] bytes = in.readNBytes(IdToken.MAX_CHARACTERS + 2);
    return IdToken.parse(new String(bytes, StandardCharsets.UTF_8).strip());
  }
}
