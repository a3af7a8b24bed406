package dev.storekeeper.token;

import dev.storekeeper.lambda.Environment;
import dev.storekeeper.token.vending.Account;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The function's environment.
 *
 * @param ledgerTable {@code LEDGER_TABLE}
 * @param tokenTable {@code TOKEN_TABLE}
 * @param vendingRole {@code VENDING_ROLE_ARN}
 * @param account where the stack is, from the role's ARN and {@code AWS_REGION}
 * @param policies {@code POLICIES}, the folder of {@code trust.yaml}
 * @param loopbackIssuers {@code ALLOW_LOOPBACK_ISSUERS}; true on a laptop only
 * @param publicUrl {@code TOKEN_URL}, where the gateway's own name is not the public one
 */
record Settings(
    String ledgerTable,
    String tokenTable,
    String vendingRole,
    Account account,
    Path policies,
    boolean loopbackIssuers,
    Optional<URI> publicUrl) {

  /**
   * Reads the environment.
   *
   * @throws IllegalStateException if a variable is missing
   * @throws IllegalArgumentException if one cannot be read
   */
  static Settings of(Environment environment) {
    String role = environment.required("VENDING_ROLE_ARN", "the ARN of the role to assume");
    return new Settings(
        environment.required("LEDGER_TABLE", "the name of the ledger's table"),
        environment.required("TOKEN_TABLE", "the name of the function's own table"),
        role,
        Account.of(role, environment.required("AWS_REGION", "the region of the function")),
        Path.of(environment.required("POLICIES", "the folder of the policies")),
        flag(environment.optional("ALLOW_LOOPBACK_ISSUERS").orElse("false")),
        environment.optional("TOKEN_URL").map(Settings::url));
  }

  /** What the public URL puts in front of every path. */
  String pathPrefix() {
    return publicUrl.map(url -> url.getRawPath().replaceFirst("/+$", "")).orElse("");
  }

  private static boolean flag(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              "ALLOW_LOOPBACK_ISSUERS is " + value + "; expected true or false");
    };
  }

  private static URI url(String text) {
    URI url = URI.create(text);
    if (url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "TOKEN_URL is " + text + "; expected a URL with a host and without a query");
    }
    return url;
  }
}
