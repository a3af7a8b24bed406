package dev.storekeeper.sandbox.codeartifact.catalog;

import java.util.Set;

/** The service's default quotas that are enforced (User Guide, "Quotas in AWS CodeArtifact"). */
final class Quotas {
  static final int DOMAINS_PER_ACCOUNT = 10;
  static final int REPOSITORIES_PER_DOMAIN = 1000;
  static final int UPSTREAMS_PER_REPOSITORY = 10;
  static final int REPOSITORIES_SEARCHED = 25;

  private static final Set<String> LARGE_REGIONS =
      Set.of("us-east-1", "us-east-2", "ap-south-1", "eu-central-1", "eu-west-1", "eu-west-3");

  private Quotas() {}

  static int assetsPerVersion(String region) {
    return LARGE_REGIONS.contains(region) ? 350 : 150;
  }
}
