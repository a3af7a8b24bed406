package dev.storekeeper.sandbox.codeartifact.pypi;

import com.sun.net.httpserver.HttpExchange;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageView;
import dev.storekeeper.sandbox.codeartifact.protocol.RepositoryAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Answers {@code simple/{project}/}. A project whose versions are all unlisted has an empty page
 * rather than none, so that installers do not look for its name elsewhere.
 */
final class ProjectPage {
  private ProjectPage() {}

  static void answer(HttpExchange exchange, ProjectName project, RepositoryAccess repository)
      throws IOException {
    if (!project.text().equals(project.normalized())) {
      Responses.redirect(exchange, "../" + project.normalized() + "/");
      return;
    }
    SimpleFormat format = negotiate(exchange);
    PackageView view =
        repository
            .find(project.packageId())
            .orElseThrow(() ->
                ServiceException.notFound("The repository has no package " + project.normalized()));
    SimpleProject page = SimpleProject.of(view);
    exchange.getResponseHeaders().set("Vary", "Accept");
    Responses.bytes(exchange, 200, format.contentType(), render(format, page));
  }

  private static SimpleFormat negotiate(HttpExchange exchange) {
    List<String> accept = exchange.getRequestHeaders().getOrDefault("Accept", List.of());
    return AcceptHeader.negotiate(accept)
        .orElseThrow(() ->
            new ServiceException(
                406,
                "NotAcceptableException",
                "Accept: found %s, offered are %s and %s"
                    .formatted(
                        Printable.quote(String.join(", ", accept)),
                        SimpleFormat.JSON.contentType(),
                        SimpleFormat.HTML.contentType())));
  }

  private static byte[] render(SimpleFormat format, SimpleProject page) throws IOException {
    return switch (format) {
      case TEXT_HTML, HTML -> SimpleHtml.render(page).getBytes(StandardCharsets.UTF_8);
      case JSON -> SimpleJson.render(page);
    };
  }
}
