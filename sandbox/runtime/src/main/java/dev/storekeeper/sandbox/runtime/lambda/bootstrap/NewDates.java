package dev.storekeeper.sandbox.runtime.lambda.bootstrap;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Makes {@code new Date()} a {@code new Date(long)} with the function's time. */
final class NewDates {
  private static final ClassDesc DATE = ClassDesc.ofInternalName(Redirections.DATE);
  private static final ClassDesc CLOCK = FunctionClock.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc GIVES_LONG = MethodTypeDesc.of(ConstantDescs.CD_long);
  private static final MethodTypeDesc TAKES_LONG =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long);

  private NewDates() {}

  static byte[] redirect(byte[] classFile, ClassLoader hierarchy) {
    ClassHierarchyResolver resolver =
        ClassHierarchyResolver.ofResourceParsing(hierarchy)
            // Libraries may refer to classes that are not there, and never use them.
            .orElse(
                _ -> ClassHierarchyResolver.ClassHierarchyInfo.ofClass(ConstantDescs.CD_Object));
    ClassFile api = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(resolver));
    return api.transformClass(
        api.parse(classFile), ClassTransform.transformingMethodBodies(NewDates::redirect));
  }

  private static void redirect(CodeBuilder code, CodeElement element) {
    if (element instanceof InvokeInstruction call
        && call.owner().asInternalName().equals(Redirections.DATE)
        && call.name().equalsString(ConstantDescs.INIT_NAME)
        && call.type().equalsString("()V")) {
      code.invokestatic(CLOCK, "currentTimeMillis", GIVES_LONG)
          .invokespecial(DATE, ConstantDescs.INIT_NAME, TAKES_LONG);
    } else {
      code.with(element);
    }
  }
}
