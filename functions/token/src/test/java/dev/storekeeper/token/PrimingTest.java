package dev.storekeeper.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.trust.Decision;
import dev.storekeeper.trust.TrustPolicy;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrimingTest {
  @Test
  void aTokenOfNobodyIsVerifiedAndDecidedOn() throws Exception {
    TrustPolicy policy =
        TrustPolicy.read(
            PolicyFile.read(Events.ROOT.resolve("policies/trust.yaml"), name -> Optional.empty()));
    Priming priming = Priming.register(policy, Clock.systemUTC());
    assertThat(priming.run()).hasSize(2).allMatch(Decision.Denied.class::isInstance);
  }
}
