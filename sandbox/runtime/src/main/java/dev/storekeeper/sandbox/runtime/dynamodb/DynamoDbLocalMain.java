package dev.storekeeper.sandbox.runtime.dynamodb;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What runs in DynamoDB Local's process: its server on loopback, until standard input ends, which
 * it does when the sandbox does, however that dies. Must stay one class without nested ones: it is
 * copied alone beside DynamoDB Local's class path.
 *
 * <p>Reflection, since this module does not depend on DynamoDB Local; and because DynamoDB Local
 * has no option for the address that it binds, which is all of them.
 */
final class DynamoDbLocalMain {
  /** What stands before the port on standard output once the server answers. */
  static final String READY = "listening on 127.0.0.1:";

  private DynamoDbLocalMain() {}

  /**
   * Starts the server; exits when standard input ends. DynamoDB Local's own jar has a loader of its
   * own: its manifest names its folder as class path, which class data sharing refuses, and so the
   * other jars could not be shared either.
   *
   * @param arguments the path of DynamoDB Local's jar, then its own options
   */
  public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
    URL jar = Path.of(arguments[0]).toUri().toURL();
    ClassLoader loader =
        new URLClassLoader(new URL[] {jar}, DynamoDbLocalMain.class.getClassLoader());
    Thread.currentThread().setContextClassLoader(loader);
    String local = "software.amazon.dynamodb.services.local.";
    Object proxy;
    try {
      proxy =
          Class.forName(local + "main.ServerRunner", true, loader)
              .getMethod("createServerFromCommandLineArgs", String[].class)
              .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (InvocationTargetException e) {
      System.err.println("DynamoDB Local refused its options: " + e.getCause());
      System.exit(2);
      return;
    }
    Field field = proxy.getClass().getDeclaredField("server");
    field.setAccessible(true);
    Object server = field.get(proxy);
    Object connector = Array.get(server.getClass().getMethod("getConnectors").invoke(server), 0);
    Class<?> network = connector.getClass();
    network.getMethod("setHost", String.class).invoke(connector, "127.0.0.1");
    network.getMethod("setPort", int.class).invoke(connector, 0);
    proxy.getClass().getMethod("start").invoke(proxy);
    System.out.println(READY + network.getMethod("getLocalPort").invoke(connector));
    System.out.flush();
    int input = System.in.read();
    while (input >= 0) {
      input = System.in.read();
    }
    System.exit(0);
  }
}
