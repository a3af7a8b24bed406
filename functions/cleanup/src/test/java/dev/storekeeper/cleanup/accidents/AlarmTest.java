package dev.storekeeper.cleanup.accidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.nodes.Node;

/** An alarm about something that nothing counts never rings. */
class AlarmTest {
  private static final String CLEANUP = "functions/cleanup/src/main/java/dev/storekeeper/cleanup/";

  /** Where each function counts. */
  private static final Map<String, List<String>> COUNTED =
      Map.of(
          "dev.storekeeper.cleanup.PlanHandler", List.of(CLEANUP + "PlanHandler.java"),
          "dev.storekeeper.cleanup.WorkHandler",
              List.of(
                  CLEANUP + "WorkHandler.java",
                  CLEANUP + "RepositoryTasks.java",
                  CLEANUP + "execute",
                  CLEANUP + "repository"),
          "dev.storekeeper.usagetracking.UsageHandler", List.of("functions/usage/src/main/java"));

  private static final Pattern COUNT = Pattern.compile("\\bcount\\(([^;]*);");
  private static final Pattern TEXT = Pattern.compile("\"([A-Za-z]+)\"");

  @Test
  void everyAlarmIsAboutSomethingThatItsFunctionCounts() throws IOException {
    Map<String, Node> resources = Template.resources();
    List<String> alarms = new ArrayList<>();
    for (Map.Entry<String, Node> alarm : resources.entrySet()) {
      Node resource = alarm.getValue();
      if (!Template.text(resource, "Properties", "Namespace").equals("Storekeeper")) {
        continue;
      }
      List<Node> dimensions = Template.list(resource, "Properties", "Dimensions");
      assertThat(dimensions).as(alarm.getKey()).hasSize(1);
      assertThat(Template.text(dimensions.getFirst(), "Name"))
          .as(alarm.getKey())
          .isEqualTo("Function");
      Node function = Template.resource(Template.text(dimensions.getFirst(), "Value"));
      List<String> places = COUNTED.get(Template.text(function, "Properties", "Handler"));
      if (places != null) {
        alarms.add(alarm.getKey());
        assertThat(counted(places))
            .as(alarm.getKey())
            .contains(Template.text(resource, "Properties", "MetricName"));
      }
    }
    assertThat(alarms)
        .contains("CleanupStoppedAlarm", "CleanupFailedAlarm", "CleanupHeartbeatAlarm")
        .contains("CleanupInterlockOpenAlarm", "UsageCoverageAlarm");
  }

  @Test
  void theListOfMetricsIsTheOneOfTheCode() throws IOException {
    String readme = Files.readString(Sources.ROOT.resolve("functions/cleanup/README.md"));
    String metrics = readme.substring(readme.indexOf("## Metrics"));
    Set<String> listed = new TreeSet<>();
    Matcher names =
        Pattern.compile("`([A-Z][A-Za-z]+)`")
            .matcher(metrics.substring(0, metrics.indexOf("## Not known")));
    while (names.find()) {
      listed.add(names.group(1));
    }
    listed.removeAll(Set.of("Storekeeper", "Function", "WorkHandler", "PlanHandler"));

    Set<String> code = new TreeSet<>();
    code.addAll(counted(COUNTED.getOrDefault("dev.storekeeper.cleanup.PlanHandler", List.of())));
    code.addAll(counted(COUNTED.getOrDefault("dev.storekeeper.cleanup.WorkHandler", List.of())));
    assertThat(listed).isEqualTo(code);
  }

  @Test
  void everyAlarmTellsAPerson() throws IOException {
    Template.resources()
        .forEach((name, resource) -> {
          if (Template.text(resource, "Type").equals("AWS::CloudWatch::Alarm")) {
            assertThat(Template.list(resource, "Properties", "AlarmActions"))
                .as(name)
                .extracting(action -> Template.text(action))
                .containsExactly("PeopleTopic");
          }
        });
  }

  @Test
  void silenceTellsAPersonToo() throws IOException {
    Node heartbeat = Template.resource("CleanupHeartbeatAlarm");
    assertThat(Template.list(heartbeat, "Properties", "InsufficientDataActions"))
        .extracting(action -> Template.text(action))
        .containsExactly("PeopleTopic");
  }

  private static Set<String> counted(List<String> places) throws IOException {
    Set<String> names = new TreeSet<>();
    for (String place : places) {
      for (Path file : Sources.files(place, ".java")) {
        Matcher calls = COUNT.matcher(Files.readString(file));
        while (calls.find()) {
          Matcher texts = TEXT.matcher(calls.group(1));
          while (texts.find()) {
            names.add(texts.group(1));
          }
        }
      }
    }
    return names;
  }
}
