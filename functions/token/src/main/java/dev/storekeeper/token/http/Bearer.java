package dev.storekeeper.token.http;

import dev.storekeeper.token.refusal.ErrorCode;
import dev.storekeeper.token.refusal.Refusal;
import dev.storekeeper.token.refusal.RefusedException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the Authorization header (RFC 6750 section 2.1): a scheme, one space, one token. */
final class Bearer {
  private static final Pattern SYNTAX = Pattern.compile("(?i:bearer) ([A-Za-z0-9._~+/=-]+)");

  private Bearer() {}

  static String token(String header) throws RefusedException {
    if (header.indexOf(',') >= 0) {
      throw Parameters.malformed(
          "There is more than one Authorization header, or a comma in it.", "two-credentials");
    }
    Matcher matcher = SYNTAX.matcher(header);
    if (!matcher.matches()) {
      throw Refusal.of(
              ErrorCode.MISSING_TOKEN,
              "The Authorization header is not the word Bearer, one space and an ID token.",
              "no-bearer-token")
          .asException();
    }
    return matcher.group(1);
  }
}
