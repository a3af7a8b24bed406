package dev.storekeeper.cleanup.control;

import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.lambda.Log;
import dev.storekeeper.ledger.LedgerUnavailableException;
import java.io.IOException;
import java.util.Map;

/** Answers requests. Safe for use by many threads. */
public final class Control {
  private final Caller caller;
  private final StartPlan startPlan;
  private final ShowPlan showPlan;
  private final ApprovePlan approvePlan;
  private final CancelPlan cancelPlan;
  private final ChangeHolds holds;
  private final PauseChanges pause;
  private final RestoreVersion restore;
  private final Explain explain;

  /** Answers by these parts to whom the caller's check lets pass. */
  public Control(ControlParts parts, Caller caller) {
    Domains domains = new Domains(parts.domains());
    ControlRecords records = new ControlRecords(parts.ledger(), parts.clock());
    this.caller = caller;
    this.startPlan = new StartPlan(parts, domains);
    this.showPlan = new ShowPlan(parts, domains);
    this.approvePlan = new ApprovePlan(parts, records);
    this.cancelPlan = new CancelPlan(parts, records);
    this.holds = new ChangeHolds(parts, domains, records);
    this.pause = new PauseChanges(parts, records);
    this.restore = new RestoreVersion(parts, domains, records);
    this.explain = new Explain(parts, domains);
  }

  /**
   * Answers a request.
   *
   * @param request the bytes of its JSON
   * @param function the name of this function, which requests for changes have to be meant for
   */
  public Answer answer(byte[] request, String function, Log log) {
    String action = "unknown";
    String by = "";
    Answer answer;
    try {
      ControlRequest read = ControlRequest.read(request);
      action = read.action().word();
      if (read.action().changes()) {
        by = identify(read, function);
      }
      answer = act(read, by);
    } catch (ControlException e) {
      answer = e.answer();
    } catch (StateUnavailableException
        | RegistryException
        | LedgerUnavailableException
        | IOException e) {
      log.error("a request could not be answered", e, Map.of("action", action, "caller", by));
      answer =
          Answer.of(
              Outcome.UNAVAILABLE,
              "Something that is needed does not answer; the same may be asked again: "
                  + e.getMessage());
    }
    log.info(
        "a request was answered",
        Map.of(
            "action",
            action,
            "caller",
            by,
            "outcome",
            answer.outcome().word(),
            "answer",
            answer.message()));
    return answer;
  }

  private String identify(ControlRequest request, String function) throws ControlException {
    if (request.identity().isEmpty()) {
      throw ControlException.refused("It is not proved who asks: the request has no identity");
    }
    String meant = request.parameters().text(Action.FUNCTION);
    if (!meant.equals(function)) {
      throw ControlException.refused(
          "The request is meant for the function "
              + Shown.text(meant)
              + ", but this is "
              + Shown.text(function));
    }
    return caller.arn(request.identity().get(), request.action(), request.parameters().subject());
  }

  private Answer act(ControlRequest request, String by)
      throws ControlException, StateUnavailableException, RegistryException, IOException {
    Parameters parameters = request.parameters();
    return switch (request.action()) {
      case PLAN -> startPlan.run(parameters);
      case SHOW -> showPlan.run(parameters);
      case APPROVE -> approvePlan.run(parameters, by);
      case CANCEL -> cancelPlan.run(parameters, by);
      case HOLD -> holds.hold(parameters, by);
      case RELEASE -> holds.release(parameters, by);
      case PAUSE -> pause.pause(parameters, by);
      case RESUME -> pause.resume(by);
      case RESTORE -> restore.run(parameters, by);
      case RESTORATION -> restore.progress(parameters);
      case EXPLAIN -> explain.run(parameters);
    };
  }
}
