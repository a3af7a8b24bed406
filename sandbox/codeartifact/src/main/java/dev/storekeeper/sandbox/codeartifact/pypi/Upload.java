package dev.storekeeper.sandbox.codeartifact.pypi;

import com.sun.net.httpserver.HttpExchange;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetName;
import dev.storekeeper.sandbox.codeartifact.protocol.Hashes;
import dev.storekeeper.sandbox.codeartifact.protocol.RepositoryAccess;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One upload of the legacy API: receives the form, checks it against the artifact, publishes. */
final class Upload {
  private final PypiLimits limits;

  Upload(PypiLimits limits) {
    this.limits = limits;
  }

  void accept(HttpExchange exchange, RepositoryAccess repository) throws IOException {
    @Nullable String contentType = exchange.getRequestHeaders().getFirst("Content-Type");
    InputStream body = exchange.getRequestBody();
    try (UploadForm form = UploadForm.read(contentType, body, repository, limits)) {
      publish(form, repository);
    } catch (ServiceException refusal) {
      drain(body);
      throw refusal;
    }
    Responses.empty(exchange, 200);
  }

  private void publish(UploadForm form, RepositoryAccess repository) throws IOException {
    form.expect(":action", "file_upload");
    form.expect("protocol_version", "1");
    ProjectName name = name(form.required("name"));
    Pep440Version version = version(form.required("version"));
    DistributionFile file =
        DistributionFile.of(form.content().fileName(), form.required("filetype"), name, version);
    checkDigests(form);
    CoreMetadata metadata =
        ArtifactMetadata.read(file, form.content().staged().path(), name, version, limits);
    repository.publish(
        name.packageId(),
        version.text(),
        new AssetName(file.fileName(), attributes(form, metadata)),
        form.content().staged(),
        MetadataMapping.toVersionMetadata(metadata));
  }

  private static ProjectName name(String text) {
    return ProjectName.parse(text)
        .orElseThrow(() ->
            ServiceException.invalid(
                "Field name: %s is no project name (PEP 508)".formatted(Printable.quote(text))));
  }

  private static Pep440Version version(String text) {
    return Pep440Version.parse(text)
        .orElseThrow(() ->
            ServiceException.invalid(
                "Field version: %s is no version (PEP 440)".formatted(Printable.quote(text))));
  }

  private static void checkDigests(UploadForm form) {
    Hashes actual = form.content().staged().hashes();
    checkDigest(form, "md5_digest", actual.md5());
    checkDigest(form, "sha256_digest", actual.sha256());
    checkDigest(form, "blake2_256_digest", form.content().blake2());
  }

  private static void checkDigest(UploadForm form, String field, String actual) {
    String declared = form.text(field).strip().toLowerCase(Locale.ROOT);
    if (!declared.isEmpty() && !declared.equals(actual)) {
      throw ServiceException.invalid(
          "Field %s: expected %s, but the received bytes give %s"
              .formatted(field, Printable.quote(declared), actual));
    }
  }

  /**
   * All fields as sent, without {@code yanked}, which only public repositories give; what the
   * artifact says fills in for an uploader that sends no more.
   */
  private static Map<String, String> attributes(UploadForm form, CoreMetadata metadata) {
    Map<String, String> attributes = new LinkedHashMap<>(form.attributes());
    attributes.remove(SimpleProject.YANKED);
    String requiresPython = metadata.line("Requires-Python");
    if (form.text(SimpleProject.REQUIRES_PYTHON).isEmpty() && !requiresPython.isEmpty()) {
      attributes.put(SimpleProject.REQUIRES_PYTHON, requiresPython);
    }
    return attributes;
  }

  private void drain(InputStream body) throws IOException {
    byte[] discarded = new byte[8_192];
    long left = limits.drainBytes();
    int count = body.read(discarded);
    while (count >= 0 && left > 0) {
      left -= count;
      count = body.read(discarded);
    }
  }
}
