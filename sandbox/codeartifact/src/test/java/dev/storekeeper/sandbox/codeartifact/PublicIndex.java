package dev.storekeeper.sandbox.codeartifact;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A public simple index on loopback, of one's own making. */
final class PublicIndex implements AutoCloseable {
  /** How the index answers. */
  enum Mode {
    JSON,
    HTML,
    BROKEN,
    NOT_JSON
  }

  private final HttpServer server;
  private final Map<String, Map<String, File>> projects = new ConcurrentHashMap<>();
  private final Map<String, Integer> requests = Collections.synchronizedMap(new TreeMap<>());
  private final Map<String, String> authorizations = new ConcurrentHashMap<>();
  private volatile Mode mode = Mode.JSON;
  private volatile String filesAt = "../../files/";
  private volatile Runnable beforeFile = () -> {};

  private record File(byte[] bytes, String sha256, String requiresPython, String yanked) {}

  PublicIndex() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    server.start();
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  PublicUpstream upstream() {
    return new PublicUpstream("public:pypi", address("/simple/"));
  }

  void answerAs(Mode newMode) {
    mode = newMode;
  }

  /** Sets what comes before a file's name in JSON pages. */
  void filesAt(String newPrefix) {
    filesAt = newPrefix;
  }

  /** Sets what is done before a file is sent. */
  void beforeFile(Runnable action) {
    beforeFile = action;
  }

  PublicIndex add(String project, String fileName, byte[] bytes) {
    return add(project, fileName, bytes, sha256(bytes), "", "");
  }

  /** Adds a file; an empty checksum or text is not given, {@code yanked} may be {@code true}. */
  PublicIndex add(
      String project,
      String fileName,
      byte[] bytes,
      String sha256,
      String requiresPython,
      String yanked) {
    projects
        .computeIfAbsent(project, absent -> Collections.synchronizedMap(new LinkedHashMap<>()))
        .put(fileName, new File(bytes, sha256, requiresPython, yanked));
    return this;
  }

  /** How often a path was asked for. */
  int requests(String path) {
    return requests.getOrDefault(path, 0);
  }

  /** The last Authorization header at a path. */
  Optional<String> authorization(String path) {
    return Optional.ofNullable(authorizations.get(path));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      requests.merge(path, 1, Integer::sum);
      Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
          .ifPresent(header -> authorizations.put(path, header));
      if (mode == Mode.BROKEN) {
        exchange.sendResponseHeaders(503, -1);
      } else if (path.startsWith("/turn/")) {
        redirect(exchange, path);
      } else if (path.startsWith("/files/")) {
        file(exchange, path.substring("/files/".length()));
      } else {
        page(exchange, path.replaceAll("^/simple/|/$", ""));
      }
    }
  }

  /** {@code /turn/N/...} leads to {@code /turn/N-1/...} and at last to {@code /simple/...}. */
  private static void redirect(HttpExchange exchange, String path) throws IOException {
    String[] parts = path.split("/", 4);
    int left = Integer.parseInt(parts[2]) - 1;
    String target = left == 0 ? "/simple/" : "/turn/" + left + "/";
    exchange.getResponseHeaders().set("Location", target + parts[3]);
    exchange.sendResponseHeaders(302, -1);
  }

  private void file(HttpExchange exchange, String name) throws IOException {
    beforeFile.run();
    Optional<File> file =
        projects.values().stream()
            .map(files -> Optional.ofNullable(files.get(name)))
            .flatMap(Optional::stream)
            .findFirst();
    if (file.isEmpty()) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    send(exchange, "application/octet-stream", file.get().bytes());
  }

  private void page(HttpExchange exchange, String project) throws IOException {
    Map<String, File> files = projects.get(project);
    if (files == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    switch (mode) {
      case HTML -> send(exchange, "text/html; charset=utf-8", html(files));
      case NOT_JSON -> send(exchange, "application/json", "{".getBytes(StandardCharsets.UTF_8));
      case JSON, BROKEN ->
          send(exchange, "application/vnd.pypi.simple.v1+json", json(project, files));
    }
  }

  private byte[] json(String project, Map<String, File> files) {
    ObjectNode page = Json.object().put("name", project);
    page.putObject("meta").put("api-version", "1.1");
    ArrayNode list = page.putArray("files");
    files.forEach((name, file) -> {
      ObjectNode entry = list.addObject().put("filename", name).put("url", filesAt + name);
      entry.putObject("hashes").put("sha256", file.sha256());
      entry.put("size", file.bytes().length).put("upload-time", "2020-02-02T20:20:20.5Z");
      if (!file.requiresPython().isEmpty()) {
        entry.put("requires-python", file.requiresPython());
      }
      if (file.yanked().equals("true")) {
        entry.put("yanked", true);
      } else if (!file.yanked().isEmpty()) {
        entry.put("yanked", file.yanked());
      }
    });
    return Json.text(page).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] html(Map<String, File> files) {
    StringBuilder page = new StringBuilder("<!DOCTYPE html><html><body>\n");
    files.forEach((name, file) -> {
      page.append("<a href=\"/files/").append(name);
      if (!file.sha256().isEmpty()) {
        page.append("#sha256=").append(file.sha256());
      }
      page.append("\" data-requires-python=\"")
          .append(file.requiresPython().replace(">", "&gt;"))
          .append('"')
          .append(file.yanked().isEmpty() ? "" : " data-yanked=\"" + file.yanked() + '"')
          .append('>')
          .append(name)
          .append("</a><br>\n");
    });
    return page.append("</body></html>").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
