package dev.storekeeper.sandbox.runtime;

import dev.storekeeper.sandbox.codeartifact.CodeArtifactHandler;
import dev.storekeeper.sandbox.runtime.codeartifact.QuotaControl;
import dev.storekeeper.sandbox.runtime.control.ClockControl;
import dev.storekeeper.sandbox.runtime.control.CloudTrailControl;
import dev.storekeeper.sandbox.runtime.control.ControlResource;
import dev.storekeeper.sandbox.runtime.control.FaultControl;
import dev.storekeeper.sandbox.runtime.http.FrontServer;
import dev.storekeeper.sandbox.runtime.iam.Identities;
import dev.storekeeper.sandbox.runtime.identity.IdentityProviders;
import dev.storekeeper.sandbox.runtime.lambda.LambdaFunctions;
import dev.storekeeper.sandbox.runtime.template.Stack;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.util.Map;

/** What the control API shows of a sandbox and lets people change. */
final class Controls {
  private Controls() {}

  static Map<String, ControlResource> of(
      VirtualClock clock,
      FrontServer front,
      ControlResource health,
      IdentityProviders identityProviders,
      Identities identities,
      Stack stack,
      LambdaFunctions functions,
      Services services,
      CodeArtifactHandler codeArtifact) {
    return Map.ofEntries(
        Map.entry(
            "cloudtrail",
            new CloudTrailControl(
                services.cloudTrail(), () -> codeArtifact.unrecordedCalls() == 0)),
        Map.entry("clock", new ClockControl(clock)),
        Map.entry("faults", new FaultControl(front.faults(), front::services)),
        Map.entry("health", health),
        Map.entry("quotas", new QuotaControl(codeArtifact)),
        Map.entry("identity", identityProviders::view),
        Map.entry("sessions", () -> Views.sessions(identities.sessions())),
        Map.entry("resources", () -> Views.resources(stack.resources())),
        Map.entry("functions", () -> Views.functions(functions.states())),
        Map.entry("invocations", () -> Views.invocations(functions.invocations())),
        Map.entry("deliveries", () -> Views.deliveries(services.sns().deliveries().entries())),
        Map.entry("queues", () -> Views.queues(services.sqs().snapshot())),
        Map.entry("alarms", () -> Views.alarms(services.alarms().snapshot())));
  }
}
