package dev.storekeeper.sandbox.codeartifact.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.Principal;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A caller as CloudTrail names it ("CloudTrail userIdentity element"): what its ARN tells. Unique
 * ids are made up, the same for the same ARN.
 */
final class UserIdentity {
  private static final Pattern SESSION =
      Pattern.compile("arn:aws:sts::(\\d{12}):assumed-role/(.+)/([^/]+)");
  private static final Pattern USER = Pattern.compile("arn:aws:iam::\\d{12}:user/(?:.*/)?([^/]+)");
  private static final int ID_LENGTH = 17;

  private UserIdentity() {}

  static ObjectNode of(Principal principal) {
    Matcher session = SESSION.matcher(principal.arn());
    if (session.matches()) {
      return assumedRole(principal, session.group(2), session.group(3));
    }
    Matcher user = USER.matcher(principal.arn());
    if (user.matches()) {
      return identity("IAMUser", "AIDA" + uniqueId(principal.arn()), principal)
          .put("userName", user.group(1));
    }
    return principal.arn().endsWith(":root")
        ? identity("Root", principal.account(), principal)
        : identity("Unknown", principal.account(), principal);
  }

  private static ObjectNode assumedRole(Principal principal, String role, String sessionName) {
    String roleArn = "arn:aws:iam::" + principal.account() + ":role/" + role;
    String roleId = "AROA" + uniqueId(roleArn);
    ObjectNode identity = identity("AssumedRole", roleId + ":" + sessionName, principal);
    ObjectNode context = identity.putObject("sessionContext");
    context
        .putObject("sessionIssuer")
        .put("type", "Role")
        .put("principalId", roleId)
        .put("arn", roleArn)
        .put("accountId", principal.account())
        .put("userName", role.substring(role.lastIndexOf('/') + 1));
    principal
        .sourceIdentity()
        .ifPresent(sourceIdentity -> context.put("sourceIdentity", sourceIdentity));
    return identity;
  }

  private static ObjectNode identity(String type, String principalId, Principal principal) {
    return Json.object()
        .put("type", type)
        .put("principalId", principalId)
        .put("arn", principal.arn())
        .put("accountId", principal.account());
  }

  private static String uniqueId(String arn) {
    return UUID.nameUUIDFromBytes(arn.getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "")
        .substring(0, ID_LENGTH)
        .toUpperCase(Locale.ROOT);
  }
}
