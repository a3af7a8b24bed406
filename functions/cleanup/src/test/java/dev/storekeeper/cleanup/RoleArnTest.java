package dev.storekeeper.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RoleArnTest {
  @ParameterizedTest
  @CsvSource({
    "arn:aws:sts::111122223333:assumed-role/Work-AB1/f, arn:aws:iam::111122223333:role/Work-AB1",
    "arn:aws-cn:sts::111122223333:assumed-role/Work/f, arn:aws-cn:iam::111122223333:role/Work",
    "arn:aws:iam::111122223333:user/team/ops, arn:aws:iam::111122223333:user/team/ops",
    "arn:aws:sts::111122223333:federated-user/ops, arn:aws:sts::111122223333:federated-user/ops"
  })
  void aSessionIsItsRole(String caller, String role) {
    assertThat(RoleArn.of(caller)).isEqualTo(role);
  }
}
