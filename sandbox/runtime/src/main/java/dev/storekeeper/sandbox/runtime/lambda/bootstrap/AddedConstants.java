package dev.storekeeper.sandbox.runtime.lambda.bootstrap;

import dev.storekeeper.sandbox.runtime.lambda.bootstrap.Redirections.Target;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Constants behind those that a class has. */
final class AddedConstants {
  private static final int UTF8 = 1;
  private static final int CLASS = 7;
  private static final int METHOD = 10;
  private static final int NAME_AND_TYPE = 12;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);
  private final Map<String, Integer> known = new HashMap<>();
  private int next;

  /** Constants from an index on. */
  AddedConstants(int first) {
    this.next = first;
  }

  /** One more than the last index. */
  int count() {
    return next;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** The index of a class. */
  int classOf(String internalName) {
    int name = text(internalName);
    return add("class " + internalName, CLASS, name);
  }

  /** The index of a name with a descriptor that is there already. */
  int nameAndType(String name, int descriptor) {
    int text = text(name);
    return add("type " + text + " " + descriptor, NAME_AND_TYPE, text, descriptor);
  }

  /** The index of a static method. */
  int method(Target target, String descriptor) {
    int owner = classOf(target.owner());
    int nameAndType = nameAndType(target.name(), text(descriptor));
    return add("method " + owner + " " + nameAndType, METHOD, owner, nameAndType);
  }

  private int text(String text) {
    Integer index = known.get("text " + text);
    if (index != null) {
      return index;
    }
    try {
      out.writeByte(UTF8);
      out.writeUTF(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    known.put("text " + text, next);
    return next++;
  }

  private int add(String key, int tag, int... indexes) {
    Integer index = known.get(key);
    if (index != null) {
      return index;
    }
    try {
      out.writeByte(tag);
      for (int each : indexes) {
        out.writeShort(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    known.put(key, next);
    return next++;
  }
}
