package dev.storekeeper.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.clients.Job.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A job under each shell, and the services that it talks to. */
@ParameterizedClass
@MethodSource("dev.storekeeper.clients.Shell#distinct")
abstract class ScriptTest {
  @TempDir private Path folder;
  private final Shell shell;
  PlayedServices services;
  Job job;

  ScriptTest(Shell shell) {
    this.shell = shell;
  }

  @BeforeEach
  void start() throws IOException {
    Path path = shell.path();
    services = new PlayedServices();
    job = new Job(folder, path, services);
  }

  @AfterEach
  void stop() throws IOException {
    services.close();
    job.end();
  }

  /** Makes the job one of GitHub Actions. */
  Job github() throws IOException {
    return job.with("GITHUB_ACTIONS", "true")
        .with("GITHUB_WORKSPACE", job.workspace().toString())
        .with("GITHUB_ENV", job.file("github/env", "BEFORE=1\n").toString())
        .with("GITHUB_OUTPUT", job.file("github/output", "").toString())
        .with("ACTIONS_ID_TOKEN_REQUEST_URL", services.url() + "/github?api-version=2.0")
        .with("ACTIONS_ID_TOKEN_REQUEST_TOKEN", PlayedServices.CI_SECRET);
  }

  /** Makes the job one of GitLab. */
  Job gitlab() {
    return job.with("GITLAB_CI", "true")
        .with("CI_PROJECT_DIR", job.workspace().toString())
        .with("STOREKEEPER_ID_TOKEN", PlayedServices.idToken(1));
  }

  /** Makes the job one of Azure DevOps. */
  Job azure() {
    return job.with("TF_BUILD", "True")
        .with("BUILD_SOURCESDIRECTORY", job.workspace().toString())
        .with("SYSTEM_OIDCREQUESTURI", services.url() + "/azure")
        .with("SYSTEM_ACCESSTOKEN", PlayedServices.CI_SECRET);
  }

  Path shellPath() {
    return shell.path();
  }

  static void assertGranted(Result result) {
    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    assertThat(result.out() + result.err())
        .contains("storekeeper: token granted")
        .contains("  grant     main-may-publish\n")
        .contains("  expires   2026-11-23T00:48:23Z\n");
  }

  static void assertPrivate(Path file) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .as(file.toString())
        .isEqualTo("rw-------");
  }
}
