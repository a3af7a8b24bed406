package dev.storekeeper.sandbox.codeartifact.pypi;

import java.util.Optional;

/**
 * A distribution in a simple index, where only its name tells the version.
 *
 * @param file the distribution
 * @param version the version that its name gives
 */
record IndexFile(DistributionFile file, Pep440Version version) {
  private static final String WHEEL = ".whl";
  private static final String TAR_GZ = ".tar.gz";
  private static final String ZIP = ".zip";

  /** The distribution of a project that has a name; empty for every other file. */
  static Optional<IndexFile> named(String fileName, ProjectName project) {
    if (!FileNames.isPlain(fileName)) {
      return Optional.empty();
    }
    if (fileName.endsWith(WHEEL)) {
      return FileNames.wheelVersion(stem(fileName, WHEEL), project)
          .map(version -> new IndexFile(new DistributionFile.Wheel(fileName), version));
    }
    if (fileName.endsWith(TAR_GZ)) {
      return FileNames.sdistVersion(stem(fileName, TAR_GZ), project)
          .map(version -> new IndexFile(new DistributionFile.TarGzSdist(fileName), version));
    }
    if (fileName.endsWith(ZIP)) {
      return FileNames.sdistVersion(stem(fileName, ZIP), project)
          .map(version -> new IndexFile(new DistributionFile.ZipSdist(fileName), version));
    }
    return Optional.empty();
  }

  private static String stem(String fileName, String extension) {
    return fileName.substring(0, fileName.length() - extension.length());
  }
}
