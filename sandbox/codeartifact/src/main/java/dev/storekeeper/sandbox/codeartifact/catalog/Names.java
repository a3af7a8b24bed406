package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageId;
import java.util.regex.Pattern;

/** The API model's rules for the names of what is published. */
public final class Names {
  private static final Pattern PACKAGE = Pattern.compile("[^#/\\s\\p{Cc}]{1,255}");
  private static final Pattern ASSET = Pattern.compile("\\P{Cc}{1,255}");

  private Names() {}

  /** Whether a package, namespace or version may be called so. */
  public static boolean isPackageName(String name) {
    return PACKAGE.matcher(name).matches();
  }

  /** Whether an asset may be called so. */
  public static boolean isAssetName(String name) {
    return ASSET.matcher(name).matches();
  }

  static void check(PackageId id, String version, String asset) {
    if (!id.namespace().isEmpty()) {
      checkPackageName("namespace", id.namespace());
    }
    checkPackageName("package", id.name());
    checkPackageName("version", version);
    if (!isAssetName(asset)) {
      throw ServiceException.invalid(
          "Asset name has "
              + asset.length()
              + " characters or holds control characters, expected 1 to 255 without them");
    }
  }

  private static void checkPackageName(String parameter, String name) {
    if (!isPackageName(name)) {
      throw ServiceException.invalid(
          "The "
              + parameter
              + " is '"
              + name
              + "', expected 1 to 255 characters without '#', '/' and white space");
    }
  }
}
