package dev.storekeeper.sandbox.codeartifact.protocol;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** How public repositories of one format are read. Used by many threads. */
public interface PublicFormat {
  /** The {@code Accept} header of a request for a package's page. */
  String accept();

  /** Where a package's page is, below a repository's base that ends with a slash. */
  URI page(URI base, PackageId id);

  /**
   * The files that a package's page offers, without those that have no place here.
   *
   * @throws IOException if the page cannot be understood; the message says why
   */
  List<OfferedFile> files(PackageId id, PublicPage page) throws IOException;

  /**
   * What a file says of its version. A file that says nothing understandable is no error: it gives
   * no more than the package's name.
   *
   * @throws IOException if the file cannot be read
   */
  VersionMetadata metadata(PackageId id, OfferedFile file, Path content) throws IOException;
}
