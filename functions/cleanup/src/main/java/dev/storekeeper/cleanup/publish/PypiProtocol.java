package dev.storekeeper.cleanup.publish;

import dev.storekeeper.cleanup.export.ExportedAsset;
import dev.storekeeper.cleanup.export.Manifest;
import dev.storekeeper.cleanup.publish.PublishException.Kind;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Python: one form for each file, as uploaders of the ecosystem send it. The fields come from the
 * file itself; the version is spelled as CodeArtifact does.
 */
final class PypiProtocol implements Protocol {
  private static final Pattern WHEEL_METADATA = Pattern.compile("[^/]+\\.dist-info/METADATA");
  private static final Pattern PKG_INFO = Pattern.compile("[^/]+/PKG-INFO");
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+!-]*");

  private final Publisher publisher;
  private final PackageHttp http;
  private final Downloads downloads;

  PypiProtocol(Publisher publisher, PackageHttp http, Downloads downloads) {
    this.publisher = publisher;
    this.http = http;
    this.downloads = downloads;
  }

  @Override
  public String format() {
    return "pypi";
  }

  @Override
  public Optional<String> obstacle(Manifest manifest) {
    return manifest.assets().stream()
        .map(ExportedAsset::name)
        .filter(name -> !isDistribution(name))
        .findFirst()
        .map(name -> "asset " + name + " is neither a wheel nor a .tar.gz or .zip");
  }

  @Override
  public boolean takesMore() {
    return true;
  }

  @Override
  public void publish(Publication publication) throws PublishException {
    Place place = Place.of(publisher, publication);
    for (ExportedAsset asset : publication.missing()) {
      try (Downloads.Download download = downloads.fetch(asset)) {
        UploadForm form = form(publication, asset, download);
        Body file = Body.of(asset, () -> Files.newInputStream(download.file()));
        http.send("POST", place, "", form.contentType(), form.body("content", asset.name(), file));
      }
    }
  }

  private static UploadForm form(
      Publication publication, ExportedAsset asset, Downloads.Download download)
      throws PublishException {
    CoreMetadata metadata = metadata(asset.name(), download);
    return UploadForm.of(asset.sha256())
        .field(":action", "file_upload")
        .field("protocol_version", "1")
        .field("name", name(metadata, publication.coordinates().name()))
        .field("version", publication.target().version())
        .field("filetype", isWheel(asset.name()) ? "bdist_wheel" : "sdist")
        .field("pyversion", pythonTag(asset.name()))
        .fields(PypiForm.fields(metadata))
        .field("md5_digest", download.md5())
        .field("sha256_digest", asset.sha256());
  }

  private static CoreMetadata metadata(String name, Downloads.Download download)
      throws PublishException {
    byte[] bytes =
        isWheel(name)
            ? Archives.fromZip(download.file(), WHEEL_METADATA)
            : name.endsWith(".zip")
                ? Archives.fromZip(download.file(), PKG_INFO)
                : Archives.fromTarGz(download.file(), PKG_INFO);
    return CoreMetadata.parse(bytes);
  }

  private static String name(CoreMetadata metadata, String expected) throws PublishException {
    String name = metadata.all("Name").stream().findFirst().orElse("");
    if (!normalised(name).equals(normalised(expected))) {
      throw new PublishException(
          Kind.REFUSED,
          "The file says that its name is \"%s\", expected %s".formatted(name, expected));
    }
    return name;
  }

  /** PEP 503. */
  private static String normalised(String name) {
    return name.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
  }

  /** The third part of a wheel's name from its end (PEP 427); empty for sources. */
  private static String pythonTag(String name) {
    String[] parts = name.split("-", -1);
    return isWheel(name) && parts.length >= 5 ? parts[parts.length - 3] : "";
  }

  private static boolean isWheel(String name) {
    return name.endsWith(".whl");
  }

  private static boolean isDistribution(String name) {
    return FILE_NAME.matcher(name).matches()
        && (isWheel(name) || name.endsWith(".tar.gz") || name.endsWith(".zip"));
  }
}
