package dev.storekeeper.sandbox.codeartifact.pypi;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.protocol.OfferedFile;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageId;
import dev.storekeeper.sandbox.codeartifact.protocol.PublicFormat;
import dev.storekeeper.sandbox.codeartifact.protocol.PublicPage;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A simple index as public Python repositories have it (PEP 503, PEP 691), read. Files whose names
 * tell no version of the project and files that are not reached by HTTP are passed over.
 */
final class SimpleIndex implements PublicFormat {
  private static final Logger LOG = System.getLogger(SimpleIndex.class.getName());
  private static final String JSON = "application/vnd.pypi.simple.v1+json";

  private final PypiLimits limits;

  SimpleIndex(PypiLimits limits) {
    this.limits = limits;
  }

  @Override
  public String accept() {
    return JSON + ", application/vnd.pypi.simple.v1+html; q=0.2, text/html; q=0.1";
  }

  @Override
  public URI page(URI base, PackageId id) {
    return base.resolve(id.name() + "/");
  }

  @Override
  public List<OfferedFile> files(PackageId id, PublicPage page) throws IOException {
    ProjectName project = project(id);
    String type = page.contentType().toLowerCase(Locale.ROOT).split(";", -1)[0].strip();
    List<IndexLink> links =
        switch (type) {
          case JSON, "application/json" -> IndexJson.parse(page);
          default -> IndexHtml.parse(page);
        };
    return links.stream().flatMap(link -> offer(project, link).stream()).toList();
  }

  private static Optional<OfferedFile> offer(ProjectName project, IndexLink link) {
    return IndexFile.named(link.fileName(), project)
        .map(found -> link.toOffer(found.version().normalized()));
  }

  private static ProjectName project(PackageId id) {
    return ProjectName.parse(id.name())
        .orElseThrow(() -> new IllegalArgumentException(id.name() + " is no project name"));
  }

  @Override
  public VersionMetadata metadata(PackageId id, OfferedFile offered, Path content)
      throws IOException {
    ProjectName project = project(id);
    IndexFile found = IndexFile.named(offered.name(), project).orElseThrow();
    try {
      return MetadataMapping.toVersionMetadata(
          ArtifactMetadata.read(found.file(), content, project, found.version(), limits));
    } catch (ServiceException unreadable) {
      LOG.log(Level.INFO, "{0} tells nothing of itself: {1}", offered, unreadable.getMessage());
      return new VersionMetadata(project.text(), "", "", "", List.of(), List.of(), "");
    }
  }
}
