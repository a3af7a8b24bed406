package dev.storekeeper.retention;

/**
 * How much may change without a person, in one run and in any 24 hours. Zero means none; there is
 * no way to say "unlimited".
 *
 * @param items package versions
 * @param percentOfRepository of the versions of each repository, 0 to 100
 * @param percentOfPackage of the versions of each package, 0 to 100
 * @param bytes of the versions' assets together
 * @param remainingVersions what stays of each package, whatever is approved
 * @param repositories repositories
 */
public record Limits(
    long items,
    int percentOfRepository,
    int percentOfPackage,
    long bytes,
    int remainingVersions,
    int repositories) {}
