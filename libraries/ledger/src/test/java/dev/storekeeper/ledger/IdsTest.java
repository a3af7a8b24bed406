package dev.storekeeper.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {
  @Test
  void theExampleOfTheRfcHasTheSameTimeVersionAndVariant() {
    UUID example = UUID.fromString("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    UUID id = Ids.timeOrdered(Instant.parse("2022-02-22T19:22:22Z"), new byte[0]);

    assertThat(id.getMostSignificantBits() >>> 12)
        .isEqualTo(example.getMostSignificantBits() >>> 12);
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void anIdFollowsFromItsTimeAndEntropy() {
    Instant time = Records.TIME;

    assertThat(Ids.timeOrdered(time, bytes("a")))
        .isEqualTo(Ids.timeOrdered(time, bytes("a")))
        .isNotEqualTo(Ids.timeOrdered(time, bytes("b")))
        .isNotEqualTo(Ids.timeOrdered(time.plusMillis(1), bytes("a")))
        .hasToString("019cb858-71d0-7a97-8112-ca1bbdcafac2");
  }

  @Test
  void textsSortByTime() {
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      Instant early = Instant.ofEpochMilli(random.nextLong(1L << 47));
      Instant late = early.plusMillis(1 + random.nextInt(1000));
      assertThat(Ids.timeOrdered(early, bytes("x" + i)).toString())
          .isLessThan(Ids.random(late, random).toString())
          .isBetween(
              Ids.first(early.toEpochMilli()).toString(),
              Ids.last(early.toEpochMilli()).toString());
    }
  }

  @Test
  void randomIdsOfTheSameMillisecondDiffer() {
    Random random = new Random(2);
    Set<UUID> ids = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      ids.add(Ids.random(Records.TIME, random));
    }

    assertThat(ids).hasSize(10_000).allMatch(id -> id.version() == 7 && id.variant() == 2);
  }

  @Test
  void aTimeThatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> Ids.timeOrdered(Instant.EPOCH.minusMillis(1), new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Ids.timeOrdered(Instant.ofEpochMilli(1L << 48), new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
