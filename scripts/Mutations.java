import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * Breaks one place of the code at a time and demands that its test turns red. Arguments: the
 * project's folder, a temporary folder, the list of mutations, and words that a mutation's line has
 * to contain.
 */
public final class Mutations {
  private static final String CLASSES = "/target/classes";
  private static final String TESTS = "/target/test-classes";
  private static final List<String> MODULES = List.of("functions/cleanup", "libraries/retention");
  private static final long LONGEST = 60_000;

  private record Mutation(String file, String text, String replacement, String test) {}

  private final Path root;
  private final Path folder;
  private final List<URL> classPath = new ArrayList<>();

  private Mutations(Path root, Path folder) throws Exception {
    this.root = root;
    this.folder = folder;
    for (String part : System.getProperty("mutations.classes").split(":")) {
      if (!part.isEmpty()) {
        classPath.add(Path.of(part).toAbsolutePath().toUri().toURL());
      }
    }
  }

  public static void main(String[] arguments) throws Exception {
    Mutations run = new Mutations(Path.of(arguments[0]), Path.of(arguments[1]));
    List<Mutation> all = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(arguments[2]))) {
      if (!line.isBlank()
          && !line.startsWith("#")
          && (arguments.length < 4 || line.contains(arguments[3]))) {
        String[] parts = line.split(" \\| ", -1);
        if (parts.length != 4) {
          throw new IllegalArgumentException("a mutation has four parts: " + line);
        }
        all.add(new Mutation(parts[0], unescaped(parts[1]), unescaped(parts[2]), parts[3].strip()));
      }
    }
    for (String test : all.stream().map(Mutation::test).distinct().toList()) {
      if (run.fails(run.folder.resolve("none"), test)) {
        System.out.println("red without a mutation: " + test);
        System.exit(1);
      }
    }
    int survived = 0;
    for (int i = 0; i < all.size(); i++) {
      Mutation mutation = all.get(i);
      boolean killed = run.kills(mutation, run.folder.resolve("m" + i));
      survived += killed ? 0 : 1;
      System.out.printf(
          "%-9s %-38s %s -> %s%n",
          killed ? "killed" : "SURVIVED",
          mutation.file(),
          mutation.text().strip().replaceAll("\\s+", " "),
          mutation.replacement().strip().replaceAll("\\s+", " "));
    }
    System.out.printf("%d mutations, %d survived%n", all.size(), survived);
    System.exit(survived == 0 ? 0 : 1);
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n");
  }

  private boolean kills(Mutation mutation, Path out) throws Exception {
    Path source = source(mutation.file());
    String text = Files.readString(source);
    int at = text.indexOf(mutation.text());
    if (at < 0 || text.indexOf(mutation.text(), at + 1) >= 0) {
      throw new IllegalArgumentException(
          mutation.file() + ": expected exactly once: " + mutation.text());
    }
    Path copy = out.resolve("source").resolve(mutation.file());
    Files.createDirectories(copy.getParent());
    Files.createDirectories(out.resolve("classes"));
    Files.writeString(copy, text.replace(mutation.text(), mutation.replacement()));
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter problems = new StringWriter();
    String path =
        System.getProperty("mutations.classes") + ":" + System.getProperty("java.class.path");
    boolean compiles =
        javac
            .getTask(
                new PrintWriter(problems),
                null,
                null,
                List.of(
                    "-proc:none", "-nowarn", "-d", out.resolve("classes").toString(), "-cp", path),
                null,
                javac.getStandardFileManager(null, null, null).getJavaFileObjects(copy.toFile()))
            .call();
    if (!compiles) {
      throw new IllegalArgumentException(mutation + " does not compile: " + problems);
    }
    return fails(out.resolve("classes"), mutation.test());
  }

  private Path source(String file) {
    return MODULES.stream()
        .map(module -> root.resolve(module).resolve("src/main/java/dev/storekeeper").resolve(file))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no " + file));
  }

  /** Whether a test class fails, or does not end, with these classes in front. */
  private boolean fails(Path classes, String test) throws Exception {
    List<URL> urls = new ArrayList<>();
    Files.createDirectories(classes);
    urls.add(classes.toUri().toURL());
    urls.addAll(classPath);
    URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), Mutations.class.getClassLoader());
    AtomicBoolean passed = new AtomicBoolean();
    Thread thread =
        new Thread(() -> {
          try {
            LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request()
                    .selectors(
                        DiscoverySelectors.selectClass(
                            Class.forName("dev.storekeeper." + test, true, loader)))
                    .build();
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            Launcher launcher = LauncherFactory.create();
            launcher.execute(request, listener);
            passed.set(
                listener.getSummary().getTotalFailureCount() == 0
                    && listener.getSummary().getTestsSucceededCount() > 0);
          } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
          }
        });
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    thread.start();
    thread.join(LONGEST);
    return !passed.get();
  }
}
