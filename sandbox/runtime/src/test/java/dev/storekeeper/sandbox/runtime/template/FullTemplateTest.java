package dev.storekeeper.sandbox.runtime.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.sandbox.runtime.Account;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullTemplateTest {
  private static final Account ACCOUNT =
      new Account("111122223333", "eu-west-1", URI.create("http://127.0.0.1:4575"));

  @TempDir private Path folder;
  private Path template = Path.of("");

  @BeforeEach
  void copyTemplate() throws IOException {
    template = folder.resolve("full.yaml");
    Files.copy(resource("full.yaml"), template);
  }

  @Test
  void everyPlainTypeOccurs() throws IOException {
    assertThat(load(Map.of("Stage", "prod", "AlarmMail", "a@b.example")).resources())
        .extracting(Resource::type)
        .containsAll(
            new ResourceTypes()
                .names().stream().filter(type -> !type.contains("Serverless")).toList());
  }

  @Test
  void resourcesAreMadeInOrderWithNamesAndArns() throws IOException {
    String made =
        load(Map.of()).resources().stream()
            .map(one ->
                "%s %s %s %s".formatted(one.logicalId(), one.type(), one.name(), one.arn()).strip()
                    + "\n  "
                    + one.properties().toString().replace(folder.toString(), "/somewhere")
                    + "\n")
            .collect(Collectors.joining());
    try (InputStream in = resource("full-resources.txt")) {
      assertThat(made).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void outputsOfConditionsThatHoldAreGiven() throws IOException {
    assertThat(load(Map.of()).outputs())
        .containsEntry("QueueUrl", "http://127.0.0.1:4575/111122223333/shop-AuditQueue")
        .containsEntry(
            "StreamArn", "arn:aws:dynamodb:eu-west-1:111122223333:table/shop-Ledger/stream/latest")
        .containsEntry(
            "AnnounceAlias", "arn:aws:lambda:eu-west-1:111122223333:function:shop-Announce:live")
        .doesNotContainKey("OnlyInProd");
    assertThat(load(Map.of("Stage", "prod")).outputs()).containsEntry("OnlyInProd", "yes-prod");
  }

  @Test
  void loadingTwiceGivesTheSame() throws IOException {
    assertThat(load(Map.of())).isEqualTo(load(Map.of()));
  }

  private Stack load(Map<String, String> parameters) throws IOException {
    return new TemplateLoader().load(template, "shop", ACCOUNT, parameters);
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(FullTemplateTest.class.getResourceAsStream(name), name);
  }
}
