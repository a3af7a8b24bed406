package dev.storekeeper.sandbox.codeartifact.pypi;

/**
 * What the protocol refuses to read beyond. The size of an asset is the repository's affair.
 *
 * @param fields parts of an upload's form
 * @param fieldBytes bytes of one field
 * @param formBytes bytes of all fields together
 * @param metadataBytes unpacked bytes of METADATA or PKG-INFO
 * @param directoryBytes bytes of a zip's central directory
 * @param entries entries of an archive
 * @param unpackedBytes unpacked bytes of a tar.gz
 * @param drainBytes bytes of a refused upload that are still read, so that the client sees the
 *     answer instead of a broken connection
 */
record PypiLimits(
    int fields,
    int fieldBytes,
    int formBytes,
    int metadataBytes,
    int directoryBytes,
    int entries,
    long unpackedBytes,
    long drainBytes) {
  static final PypiLimits USUAL =
      new PypiLimits(2_000, 1 << 20, 4 << 20, 2 << 20, 16 << 20, 100_000, 1L << 30, 64L << 20);
}
