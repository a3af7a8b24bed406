package dev.storekeeper.sandbox.codeartifact.pypi;

import com.sun.net.httpserver.HttpExchange;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageProtocol;
import dev.storekeeper.sandbox.codeartifact.protocol.PublicFormat;
import dev.storekeeper.sandbox.codeartifact.protocol.RepositoryAccess;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * PyPI as CodeArtifact speaks it (User Guide page "Python compatibility"): twine's legacy upload at
 * the repository's endpoint, and below {@code simple/} the project pages and files that pip reads.
 *
 * <p>Refusals are answered here, as plain text with the reason, since that is what twine and pip
 * show; a {@link ServiceException} of the repository is rendered the same way with its status.
 *
 * <p>Names are stored normalised (PEP 503). A version is stored as published, so {@code 1.0} and
 * {@code 1.0.0} are two versions, although an artifact's file name and metadata may spell the
 * version of its upload in any way that PEP 440 calls equal.
 *
 * <p>Safe for use by many threads.
 */
public final class PypiProtocol implements PackageProtocol {
  /** The format's name in endpoints and APIs. */
  public static final String FORMAT = "pypi";

  private static final String READ = "GET, HEAD";

  private final PypiLimits limits;

  /** The protocol with its usual limits. */
  public PypiProtocol() {
    this(PypiLimits.USUAL);
  }

  PypiProtocol(PypiLimits limits) {
    this.limits = limits;
  }

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public Optional<PublicFormat> publicFormat() {
    return Optional.of(new SimpleIndex(limits));
  }

  @Override
  public void handle(HttpExchange exchange, String path, RepositoryAccess repository)
      throws IOException {
    try {
      route(exchange, RequestPath.segments(path), repository);
    } catch (ServiceException refusal) {
      Responses.text(exchange, refusal.status(), refusal.getMessage());
    }
    // Not after other failures, which the server has yet to answer.
    exchange.close();
  }

  private void route(HttpExchange exchange, List<String> segments, RepositoryAccess repository)
      throws IOException {
    if (segments.equals(List.of(""))) {
      if (allowed(exchange, "POST")) {
        new Upload(limits).accept(exchange, repository);
      }
      return;
    }
    if (!segments.getFirst().equals("simple")) {
      throw ServiceException.notFound(
          "Nothing is served here: uploads go to the repository's endpoint, downloads to simple/");
    }
    if (allowed(exchange, READ)) {
      read(exchange, segments.subList(1, segments.size()), repository);
    }
  }

  private static void read(
      HttpExchange exchange, List<String> segments, RepositoryAccess repository)
      throws IOException {
    switch (segments.size()) {
      case 0 -> throw noProjectList();
      case 1 -> {
        if (segments.getFirst().isEmpty()) {
          throw noProjectList();
        }
        Responses.redirect(exchange, project(segments.getFirst()).normalized() + "/");
      }
      case 2 -> {
        if (!segments.getLast().isEmpty()) {
          throw ServiceException.notFound("Files are at simple/{project}/{version}/{file}");
        }
        ProjectPage.answer(exchange, project(segments.getFirst()), repository);
      }
      case 3 ->
          AssetDownload.answer(
              exchange,
              project(segments.getFirst()).packageId(),
              segments.get(1),
              segments.get(2),
              repository);
      default -> throw ServiceException.notFound("Files are at simple/{project}/{version}/{file}");
    }
  }

  private static ProjectName project(String text) {
    return ProjectName.parse(text)
        .orElseThrow(
            () -> ServiceException.notFound(Printable.quote(text) + " is no project name"));
  }

  private static ServiceException noProjectList() {
    return ServiceException.notFound(
        "CodeArtifact does not support the list of all projects; ask for simple/{project}/");
  }

  private static boolean allowed(HttpExchange exchange, String methods) throws IOException {
    if (List.of(methods.split(", ", -1)).contains(exchange.getRequestMethod())) {
      return true;
    }
    exchange.getResponseHeaders().set("Allow", methods);
    Responses.text(exchange, 405, "Method not allowed here; allowed: " + methods);
    return false;
  }
}
