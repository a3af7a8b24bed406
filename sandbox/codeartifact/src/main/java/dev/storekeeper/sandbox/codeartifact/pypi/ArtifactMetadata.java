package dev.storekeeper.sandbox.codeartifact.pypi;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads an artifact's own metadata and holds it against what its upload says. */
final class ArtifactMetadata {
  private static final String DIST_INFO = ".dist-info/";

  private ArtifactMetadata() {}

  /**
   * The metadata inside a distribution.
   *
   * @throws ServiceException 400 if the file is no valid distribution or names another project or
   *     version
   * @throws IOException if the file cannot be read
   */
  static CoreMetadata read(
      DistributionFile file, Path path, ProjectName name, Pep440Version version, PypiLimits limits)
      throws IOException {
    MetadataFile found =
        switch (file) {
          case DistributionFile.Wheel wheel -> wheelMetadata(path, name, version, limits);
          case DistributionFile.TarGzSdist sdist -> TarGzArchive.readPkgInfo(path, limits);
          case DistributionFile.ZipSdist sdist ->
              ZipArchive.read(path, limits, MetadataFile::isPkgInfo, List.of());
        };
    CoreMetadata metadata = CoreMetadataParser.parse(found.entry(), found.bytes());
    checkMetadataVersion(found.entry(), metadata);
    checkName(found.entry(), metadata, name);
    checkVersion(found.entry(), metadata, version);
    return metadata;
  }

  private static MetadataFile wheelMetadata(
      Path path, ProjectName name, Pep440Version version, PypiLimits limits) throws IOException {
    MetadataFile found =
        ZipArchive.read(path, limits, MetadataFile::isWheelMetadata, List.of("WHEEL"));
    String folder = found.entry().substring(0, found.entry().indexOf(DIST_INFO));
    int hyphen = folder.indexOf('-');
    if (hyphen < 0
        || !FileNames.fits(
            folder.substring(0, hyphen), folder.substring(hyphen + 1), name, version)) {
      throw ServiceException.invalid(
          "Folder %s of the wheel does not belong to name %s and version %s"
              .formatted(
                  Printable.quote(folder + DIST_INFO),
                  Printable.quote(name.text()),
                  Printable.quote(version.text())));
    }
    return found;
  }

  private static void checkMetadataVersion(String entry, CoreMetadata metadata) {
    String found = single(entry, metadata, "Metadata-Version");
    if (!found.matches("[12]\\.[0-9]{1,2}")) {
      throw ServiceException.invalid(
          "%s: Metadata-Version %s, expected 1.x or 2.x"
              .formatted(Printable.quote(entry), Printable.quote(found)));
    }
  }

  private static void checkName(String entry, CoreMetadata metadata, ProjectName expected) {
    String found = single(entry, metadata, "Name");
    if (ProjectName.parse(found).filter(expected::sameAs).isEmpty()) {
      throw disagreement(entry, "Name", found, "name", expected.text());
    }
  }

  private static void checkVersion(String entry, CoreMetadata metadata, Pep440Version expected) {
    String found = single(entry, metadata, "Version");
    if (Pep440Version.parse(found).filter(expected::sameAs).isEmpty()) {
      throw disagreement(entry, "Version", found, "version", expected.text());
    }
  }

  private static String single(String entry, CoreMetadata metadata, String field) {
    List<String> values = metadata.all(field);
    if (values.size() != 1) {
      throw ServiceException.invalid(
          "%s has %d fields %s, expected one"
              .formatted(Printable.quote(entry), values.size(), field));
    }
    return values.getFirst();
  }

  private static ServiceException disagreement(
      String entry, String field, String found, String formField, String expected) {
    return ServiceException.invalid(
        "%s: %s %s disagrees with the form's %s %s"
            .formatted(
                Printable.quote(entry),
                field,
                Printable.quote(found),
                formField,
                Printable.quote(expected)));
  }
}
