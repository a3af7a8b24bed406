package dev.storekeeper.sandbox.runtime.template;

/** The role with which a schedule of SAM's invokes its function. */
final class ScheduleRole {
  private ScheduleRole() {}

  static String idOf(Trigger trigger) {
    return trigger.id() + "Role";
  }

  static Declaration of(Trigger trigger) {
    Value.Mapping properties = trigger.properties();
    RoleBuilder role = new RoleBuilder(properties.at());
    role.allow(
        trigger.id() + "LambdaPolicy",
        "lambda:InvokeFunction",
        Values.moved(trigger.invoked(), properties.at()));
    properties
        .mapping("DeadLetterConfig")
        .flatMap(config -> config.get("Arn"))
        .ifPresent(arn -> role.allow(trigger.id() + "QueuePolicy", "sqs:SendMessage", arn));
    return trigger
        .function()
        .derive(idOf(trigger), "AWS::IAM::Role", role.assumedBy("scheduler.amazonaws.com"));
  }
}
