package dev.storekeeper.sandbox.codeartifact.pypi;

import dev.storekeeper.sandbox.codeartifact.protocol.AssetView;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageView;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionView;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What a project page shows: listed versions and their files.
 *
 * @param name the project's normalised name
 * @param versions the listed versions
 * @param files their files
 */
record SimpleProject(String name, List<String> versions, List<File> files) {
  /** The attribute of an asset that tells which interpreters it is for. */
  static final String REQUIRES_PYTHON = "requires_python";

  private static final String UNRESERVED = "-._~";

  /**
   * A file.
   *
   * @param name its name
   * @param url its address relative to the project page
   * @param sha256 its checksum
   * @param md5 its other checksum
   * @param requiresPython which interpreters it is for, possibly empty
   * @param size its size in bytes
   * @param uploadTime when it was uploaded, as PEP 700 writes it
   */
  record File(
      String name,
      String url,
      String sha256,
      String md5,
      String requiresPython,
      long size,
      String uploadTime) {}

  SimpleProject {
    versions = List.copyOf(versions);
    files = List.copyOf(files);
  }

  static SimpleProject of(PackageView view) {
    List<VersionView> listed =
        view.versions().stream().filter(version -> version.status().listed()).toList();
    return new SimpleProject(
        view.id().name(),
        listed.stream().map(VersionView::version).toList(),
        listed.stream()
            .flatMap(version -> version.assets().stream().map(asset -> file(version, asset)))
            .toList());
  }

  private static File file(VersionView version, AssetView asset) {
    return new File(
        asset.name(),
        encode(version.version()) + "/" + encode(asset.name()),
        asset.hashes().sha256(),
        asset.hashes().md5(),
        asset.attributes().getOrDefault(REQUIRES_PYTHON, "").strip(),
        asset.size(),
        asset.uploaded().truncatedTo(ChronoUnit.MICROS).toString());
  }

  private static String encode(String segment) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : segment.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          (each >= '0' && each <= '9')
              || (each >= 'A' && each <= 'Z')
              || (each >= 'a' && each <= 'z')
              || UNRESERVED.indexOf(each) >= 0;
      if (plain) {
        encoded.append((char) each);
      } else {
        encoded.append(String.format("%%%02X", Byte.toUnsignedInt(each)));
      }
    }
    return encoded.toString();
  }
}
