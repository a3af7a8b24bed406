package dev.storekeeper.cli;

import picocli.CommandLine.Command;

/** {@code storekeeper cleanup}. */
@Command(
    name = "cleanup",
    description = "Plans, approves, stops, undoes and explains cleanup.",
    synopsisSubcommandLabel = "COMMAND")
final class CleanupCommand {}
