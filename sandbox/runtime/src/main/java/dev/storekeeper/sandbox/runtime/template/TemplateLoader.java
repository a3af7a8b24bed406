package dev.storekeeper.sandbox.runtime.template;

import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.iam.policy.ManagedPolicies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Loads CloudFormation and SAM templates into plain resources. Strict: whatever the sandbox does
 * not know, or CloudFormation would refuse, is an error with its line; all errors are reported
 * together. Immutable and safe for use by many threads.
 */
public final class TemplateLoader {
  private static final long MAX_BYTES = 1 << 20;

  private final ResourceTypes types = new ResourceTypes();
  private final ManagedPolicies managed = new ManagedPolicies();

  /**
   * Loads a template.
   *
   * @param template the file; paths of code in it are relative to its folder
   * @param stackName the stack's name
   * @param account the account to load it for
   * @param parameters the values of parameters, by name; the others take their defaults
   * @throws TemplateException with everything that is wrong with the template or its parameters
   * @throws IOException if the file cannot be read
   */
  public Stack load(
      Path template, String stackName, Account account, Map<String, String> parameters)
      throws IOException {
    Path file = template.toAbsolutePath().normalize();
    Problems problems = new Problems(String.valueOf(file.getFileName()));
    if (Files.size(file) > MAX_BYTES) {
      problems.add(new Location("", 1), "larger than " + MAX_BYTES + " bytes");
      problems.throwIfAny();
    }
    Optional<Value.Mapping> root =
        new YamlReader(problems).read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    if (root.isEmpty()) {
      problems.throwIfAny();
    }
    Path folder = Objects.requireNonNull(file.getParent(), "a file has a folder");
    ShapeChecker checker = new ShapeChecker(problems, managed, folder);
    Sections sections = Sections.of(root.orElseThrow(), problems);
    Stack stack =
        new StackAssembly(problems, types, managed, checker, account, stackName)
            .assemble(sections, parameters);
    problems.throwIfAny();
    return stack;
  }
}
