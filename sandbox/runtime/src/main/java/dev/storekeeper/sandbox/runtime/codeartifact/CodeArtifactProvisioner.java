package dev.storekeeper.sandbox.runtime.codeartifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.SandboxException;
import dev.storekeeper.sandbox.runtime.template.Resource;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Makes a template's domains and repositories through the API, as CloudFormation does. What exists
 * already is left as it is.
 */
public final class CodeArtifactProvisioner {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TIMEOUT_MILLIS = 30_000;
  private static final int CONFLICT = 409;
  private final Account account;

  /** Makes resources through the sandbox that plays this account. */
  public CodeArtifactProvisioner(Account account) {
    this.account = account;
  }

  /**
   * Makes a domain or a repository.
   *
   * @throws SandboxException if the API refuses it, with its reason
   */
  public void provision(Resource resource) {
    JsonNode properties = resource.properties();
    ObjectNode body = JSON.createObjectNode();
    if (properties.has("Tags")) {
      body.set("tags", tags(properties.path("Tags")));
    }
    String domain = "domain=" + encode(properties.path("DomainName").asText());
    if (resource.type().equals("AWS::CodeArtifact::Domain")) {
      if (create(resource, "/v1/domain?" + domain, body)) {
        ObjectNode policy =
            JSON.createObjectNode().put("domain", properties.path("DomainName").asText());
        putPolicy(resource, "/v1/domain/permissions/policy", policy);
      }
      return;
    }
    if (properties.has("Description")) {
      body.set("description", properties.path("Description"));
    }
    for (JsonNode upstream : properties.path("Upstreams")) {
      body.withArray("upstreams").addObject().set("repositoryName", upstream);
    }
    String repository =
        domain + "&repository=" + encode(properties.path("RepositoryName").asText());
    if (create(resource, "/v1/repository?" + repository, body)) {
      for (JsonNode connection : properties.path("ExternalConnections")) {
        create(
            resource,
            "/v1/repository/external-connection?"
                + repository
                + "&external-connection="
                + encode(connection.asText()),
            JSON.createObjectNode());
      }
      putPolicy(
          resource, "/v1/repository/permissions/policy?" + repository, JSON.createObjectNode());
    }
  }

  private void putPolicy(Resource resource, String pathAndQuery, ObjectNode body) {
    JsonNode document = resource.properties().path("PermissionsPolicyDocument");
    if (!document.isMissingNode()) {
      send("PUT", resource, pathAndQuery, body.put("policyDocument", document.toString()));
    }
  }

  /** Whether it was made now; false if it existed. */
  private boolean create(Resource resource, String pathAndQuery, ObjectNode body) {
    return send("POST", resource, pathAndQuery, body) != CONFLICT;
  }

  /** Sends a call and gives its status, a success or a conflict. */
  private int send(String method, Resource resource, String pathAndQuery, ObjectNode body) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) account.endpoint().resolve(pathAndQuery).toURL().openConnection();
      connection.setRequestMethod(method);
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setDoOutput(true);
      connection.setRequestProperty("Content-Type", "application/json");
      connection.setRequestProperty(
          "Authorization",
          "AWS4-HMAC-SHA256 Credential=owner/20260101/"
              + account.region()
              + "/codeartifact/aws4_request, SignedHeaders=host, Signature=0");
      connection.getOutputStream().write(JSON.writeValueAsBytes(body));
      int status = connection.getResponseCode();
      if (status >= HttpURLConnection.HTTP_BAD_REQUEST && status != CONFLICT) {
        throw new SandboxException(resource.logicalId() + ": " + reason(connection));
      }
      return status;
    } catch (IOException e) {
      throw new SandboxException(resource.logicalId() + " could not be made: " + e.getMessage(), e);
    }
  }

  private static String reason(HttpURLConnection connection) throws IOException {
    return JSON.readTree(connection.getErrorStream()).path("message").asText();
  }

  private static JsonNode tags(JsonNode tags) {
    var list = JSON.createArrayNode();
    for (JsonNode tag : tags) {
      list.addObject().<ObjectNode>set("key", tag.path("Key")).set("value", tag.path("Value"));
    }
    return list;
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
