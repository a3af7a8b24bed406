package dev.storekeeper.sandbox.codeartifact.pypi;

import dev.storekeeper.sandbox.codeartifact.protocol.AssetView;
import dev.storekeeper.sandbox.codeartifact.protocol.OfferedFile;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageView;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

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

  /**
   * The attribute of an asset that a public repository has yanked (PEP 592), with the reason or an
   * empty text.
   */
  static final String YANKED = "yanked";

  private static final String UNRESERVED = "-._~";

  /**
   * A file.
   *
   * @param name its name
   * @param url its address relative to the project page
   * @param sha256 its checksum, empty if it is not known
   * @param md5 its other checksum, empty if it is not known
   * @param requiresPython which interpreters it is for, possibly empty
   * @param size its size in bytes, if it is known
   * @param uploadTime when it was uploaded, as PEP 700 writes it; empty if it is not known
   * @param yanked why it was yanked, possibly empty; absent if it was not
   */
  record File(
      String name,
      String url,
      String sha256,
      String md5,
      String requiresPython,
      OptionalLong size,
      String uploadTime,
      Optional<String> yanked) {}

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
        listed.stream().flatMap(SimpleProject::files).toList());
  }

  private static Stream<File> files(VersionView version) {
    return Stream.concat(
        version.assets().stream().map(asset -> file(version, asset)),
        version.offered().stream().map(offered -> file(version, offered)));
  }

  private static File file(VersionView version, OfferedFile offered) {
    return new File(
        offered.name(),
        url(version, offered.name()),
        offered.sha256().orElse(""),
        "",
        offered.attributes().getOrDefault(REQUIRES_PYTHON, "").strip(),
        offered.size(),
        offered.uploaded().map(SimpleProject::time).orElse(""),
        Optional.ofNullable(offered.attributes().get(YANKED)));
  }

  private static String url(VersionView version, String fileName) {
    return encode(version.version()) + "/" + encode(fileName);
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).toString();
  }

  private static File file(VersionView version, AssetView asset) {
    return new File(
        asset.name(),
        url(version, asset.name()),
        asset.hashes().sha256(),
        asset.hashes().md5(),
        asset.attributes().getOrDefault(REQUIRES_PYTHON, "").strip(),
        OptionalLong.of(asset.size()),
        time(asset.uploaded()),
        Optional.ofNullable(asset.attributes().get(YANKED)));
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
