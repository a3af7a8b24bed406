package dev.storekeeper.sandbox.codeartifact.pypi;

import dev.storekeeper.sandbox.codeartifact.ServiceException;

/** A distribution's file, known by its name to belong to a project's version. */
sealed interface DistributionFile {
  /** The file's name without any folder. */
  String fileName();

  /** A built distribution, {@code *.whl} (PEP 427). */
  record Wheel(String fileName) implements DistributionFile {}

  /** A source distribution, {@code *.tar.gz} (PEP 625, and the looser names before it). */
  record TarGzSdist(String fileName) implements DistributionFile {}

  /** A source distribution of the older form {@code *.zip} (PEP 527). */
  record ZipSdist(String fileName) implements DistributionFile {}

  /**
   * Checks an upload's file name against its project, version and declared kind.
   *
   * @throws ServiceException 400 naming what does not fit
   */
  static DistributionFile of(
      String fileName, String fileType, ProjectName project, Pep440Version version) {
    FileNames.checkCharacters(fileName);
    DistributionFile file = byType(fileName, fileType);
    boolean fits =
        switch (file) {
          case Wheel wheel -> FileNames.wheelFits(stem(wheel, ".whl"), project, version);
          case TarGzSdist sdist -> FileNames.sdistFits(stem(sdist, ".tar.gz"), project, version);
          case ZipSdist sdist -> FileNames.sdistFits(stem(sdist, ".zip"), project, version);
        };
    if (!fits) {
      throw ServiceException.invalid(
          "File name %s does not belong to name %s and version %s"
              .formatted(
                  Printable.quote(fileName),
                  Printable.quote(project.text()),
                  Printable.quote(version.text())));
    }
    return file;
  }

  private static DistributionFile byType(String fileName, String fileType) {
    if (fileType.equals("bdist_wheel") && fileName.endsWith(".whl")) {
      return new Wheel(fileName);
    }
    if (fileType.equals("sdist") && fileName.endsWith(".tar.gz")) {
      return new TarGzSdist(fileName);
    }
    if (fileType.equals("sdist") && fileName.endsWith(".zip")) {
      return new ZipSdist(fileName);
    }
    throw ServiceException.invalid(
        "filetype %s with file %s: expected bdist_wheel with *.whl or sdist with *.tar.gz or *.zip"
            .formatted(Printable.quote(fileType), Printable.quote(fileName)));
  }

  private static String stem(DistributionFile file, String extension) {
    return file.fileName().substring(0, file.fileName().length() - extension.length());
  }
}
