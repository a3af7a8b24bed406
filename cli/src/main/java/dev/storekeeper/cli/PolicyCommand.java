package dev.storekeeper.cli;

import picocli.CommandLine.Command;

/** {@code storekeeper policy}. */
@Command(
    name = "policy",
    description = "Checks and tries out policies.",
    synopsisSubcommandLabel = "COMMAND")
final class PolicyCommand {}
