package dev.storekeeper.codeartifact.pace;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A request quota of CodeArtifact, for an account in a region, at its default value (user guide,
 * "Quotas in AWS CodeArtifact"). An account may have had it raised; it is never lower.
 */
public enum Quota {
  LIST_PACKAGES(200),
  LIST_PACKAGE_VERSIONS(200),
  LIST_PACKAGE_VERSION_ASSETS(200),
  GET_PACKAGE_VERSION_ASSET(50),
  PUBLISH_PACKAGE_VERSION(10),
  COPY_PACKAGE_VERSIONS(5),
  GET_AUTHORIZATION_TOKEN(40),
  READS(800),
  WRITES(100);

  private static final Pattern OPERATION = Pattern.compile("[A-Z][A-Za-z]{2,63}");
  private static final Map<String, Quota> OWN =
      Map.of(
          "ListPackages", LIST_PACKAGES,
          "ListPackageVersions", LIST_PACKAGE_VERSIONS,
          "ListPackageVersionAssets", LIST_PACKAGE_VERSION_ASSETS,
          "GetPackageVersionAsset", GET_PACKAGE_VERSION_ASSET,
          "PublishPackageVersion", PUBLISH_PACKAGE_VERSION,
          "CopyPackageVersions", COPY_PACKAGE_VERSIONS,
          "GetAuthorizationToken", GET_AUTHORIZATION_TOKEN);

  private final int perSecond;

  Quota(int perSecond) {
    this.perSecond = perSecond;
  }

  /** Requests a second. */
  public int perSecond() {
    return perSecond;
  }

  /** The name that this quota has where its state is kept, as in {@code list-packages}. */
  public String bucket() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The quotas that a call counts against: that of its operation, if it has one, and then that of
   * all reads or of all writes. What is not known to be a read counts as a write, whose quota is
   * the smaller one.
   *
   * @param operation as in the API reference: {@code ListPackages}
   * @throws IllegalArgumentException if this cannot be the name of an operation
   */
  public static List<Quota> of(String operation) {
    if (!OPERATION.matcher(operation).matches()) {
      throw new IllegalArgumentException(
          "operation: found a text of "
              + operation.length()
              + " characters, expected a match of "
              + OPERATION);
    }
    List<Quota> quotas = new ArrayList<>();
    if (OWN.containsKey(operation)) {
      quotas.add(OWN.getOrDefault(operation, READS));
    }
    quotas.add(reads(operation) ? READS : WRITES);
    return List.copyOf(quotas);
  }

  private static boolean reads(String operation) {
    return operation.startsWith("Get")
        || operation.startsWith("List")
        || operation.startsWith("Read")
        || operation.startsWith("Describe");
  }
}
