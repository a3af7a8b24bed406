package dev.storekeeper.endtoend;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** pip with a configuration and a HOME of its own below a folder. */
final class Pip {
  private Pip() {}

  /** Installs a requirement from a repository, with a token of the owner. */
  static Command.Result install(
      RunningSandbox sandbox, Path folder, URI repository, String requirement) throws Exception {
    Path home = folder.resolve("home");
    Path configuration = home.resolve("pip.conf");
    Files.writeString(
        configuration,
        "[global]\nindex-url = http://aws:%s@%s%ssimple/\n"
            .formatted(sandbox.token(), repository.getAuthority(), repository.getPath()));
    return sandbox
        .commands(home, Map.of("PIP_CONFIG_FILE", configuration.toString()))
        .run(
            "pip",
            "install",
            "--no-cache-dir",
            "--disable-pip-version-check",
            "--upgrade",
            "--target",
            folder.resolve("site").toString(),
            requirement);
  }
}
