package dev.storekeeper.sandbox.runtime.lambda.bootstrap;

import dev.storekeeper.sandbox.runtime.lambda.bootstrap.Redirections.Target;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Redirects a class's calls for the time to {@link FunctionClock} and {@link FunctionDates}, method
 * references included. The code stays as it is: only the constants that name the methods change
 * (Java Virtual Machine Specification, "The Constant Pool"), so that classes without such calls
 * cost no more than a look at their constants.
 */
final class ClockCalls {
  private static final int COUNT_AT = 8;
  private static final int POOL_AT = 10;
  private static final int MAX_CONSTANTS = 0xFFFF;
  private static final int UTF8 = 1;
  private static final int CLASS = 7;
  private static final int METHOD = 10;
  private static final int INTERFACE_METHOD = 11;
  private static final int METHOD_HANDLE = 15;
  private static final int INVOKE_STATIC = 6;
  private static final int NEW_INVOKE_SPECIAL = 8;

  private final byte[] original;
  private final int[] at;
  private final int end;
  private final Map<Integer, String> owners = new HashMap<>(0);
  private final Map<Integer, Target> targets = new HashMap<>(0);
  private int newDate;

  private ClockCalls(byte[] original) {
    this.original = original;
    this.at = new int[number(COUNT_AT)];
    int position = POOL_AT;
    for (int index = 1; index < at.length; index++) {
      at[index] = position;
      position += size(position);
      if (original[at[index]] == 5 || original[at[index]] == 6) {
        index++;
      }
    }
    this.end = position;
  }

  /**
   * The class with its calls redirected; the very same array if it has none.
   *
   * @param hierarchy finds the classes that it extends
   * @throws IllegalArgumentException if this is no class file, or a redirected one would be too
   *     large
   */
  static byte[] redirect(byte[] classFile, ClassLoader hierarchy) {
    ClockCalls calls = new ClockCalls(classFile);
    if (!calls.find()) {
      return classFile;
    }
    byte[] redirected = calls.targets.isEmpty() && calls.newDate == 0 ? classFile : calls.write();
    return calls.newDate == 0 ? redirected : NewDates.redirect(redirected, hierarchy);
  }

  private boolean find() {
    for (int index = 1; index < at.length; index++) {
      if (tag(index) == UTF8) {
        int length = number(at[index] + 1);
        if (length >= Redirections.SHORTEST
            && length <= Redirections.LONGEST
            && original[at[index] + 3] == 'j'
            && original[at[index] + 7] == '/'
            && Redirections.tellsTime(text(index))) {
          owners.put(index, text(index));
        }
      }
    }
    if (owners.isEmpty()) {
      return false;
    }
    for (int index = 1; index < at.length; index++) {
      if (tag(index) == METHOD || tag(index) == INTERFACE_METHOD) {
        method(index);
      }
    }
    return newDate > 0 || !targets.isEmpty();
  }

  private void method(int index) {
    String owner = owners.get(number(at[number(at[index] + 1)] + 1));
    if (owner == null) {
      return;
    }
    int nameAndType = at[number(at[index] + 3)];
    String name = text(number(nameAndType + 1));
    String descriptor = text(number(nameAndType + 3));
    Optional<Target> target = Redirections.of(owner, name, descriptor);
    if (target.isPresent()) {
      targets.put(index, target.get());
    }
    if (owner.equals(Redirections.DATE) && name.equals("<init>") && descriptor.equals("()V")) {
      newDate = index;
    }
  }

  private byte[] write() {
    AddedConstants added = new AddedConstants(at.length);
    byte[] changed = original.clone();
    for (Map.Entry<Integer, Target> each : targets.entrySet()) {
      int position = at[each.getKey()];
      int descriptor = number(at[number(position + 3)] + 3);
      changed[position] = METHOD;
      put(changed, position + 1, added.classOf(each.getValue().owner()));
      put(changed, position + 3, added.nameAndType(each.getValue().name(), descriptor));
    }
    for (int index = 1; index < at.length && newDate > 0; index++) {
      if (tag(index) == METHOD_HANDLE
          && original[at[index] + 1] == NEW_INVOKE_SPECIAL
          && number(at[index] + 2) == newDate) {
        changed[at[index] + 1] = INVOKE_STATIC;
        put(changed, at[index] + 2, added.method(Redirections.NEW_DATE, "()Ljava/util/Date;"));
      }
    }
    if (added.count() > MAX_CONSTANTS) {
      throw new IllegalArgumentException("a class with " + at.length + " constants has no room");
    }
    put(changed, COUNT_AT, added.count());
    byte[] more = added.bytes();
    byte[] result = new byte[original.length + more.length];
    System.arraycopy(changed, 0, result, 0, end);
    System.arraycopy(more, 0, result, end, more.length);
    System.arraycopy(changed, end, result, end + more.length, original.length - end);
    return result;
  }

  private int tag(int index) {
    return at[index] == 0 ? 0 : original[at[index]];
  }

  private String text(int index) {
    return new String(original, at[index] + 3, number(at[index] + 1), StandardCharsets.ISO_8859_1);
  }

  private int number(int position) {
    if (position + 1 >= original.length) {
      throw new IllegalArgumentException("the class file ends within its constants");
    }
    return ((original[position] & 0xFF) << 8) | (original[position + 1] & 0xFF);
  }

  private static void put(byte[] bytes, int position, int number) {
    bytes[position] = (byte) (number >> 8);
    bytes[position + 1] = (byte) number;
  }

  private int size(int position) {
    return switch (original[position]) {
      case UTF8 -> 3 + number(position + 1);
      case 3, 4, 9, METHOD, INTERFACE_METHOD, 12, 17, 18 -> 5;
      case 5, 6 -> 9;
      case CLASS, 8, 16, 19, 20 -> 3;
      case METHOD_HANDLE -> 4;
      default ->
          throw new IllegalArgumentException(
              "the class file has a constant of the unknown kind " + original[position]);
    };
  }
}
