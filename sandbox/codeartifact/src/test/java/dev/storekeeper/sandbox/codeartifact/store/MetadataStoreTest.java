package dev.storekeeper.sandbox.codeartifact.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MetadataStoreTest {
  private static final Codec<String> TEXT =
      new Codec<>() {
        @Override
        public JsonNode encode(String value) {
          return TextNode.valueOf(value);
        }

        @Override
        public String decode(JsonNode json) {
          return json.asText();
        }
      };

  @TempDir Path folder;

  private MetadataStore open() throws IOException {
    return MetadataStore.open(folder.resolve("tables.mv"));
  }

  private static void put(MetadataStore store, Table<String> table, String... keys) {
    store.write(() -> {
      for (String key : keys) {
        table.put(key, "value of " + key);
      }
      return keys.length;
    });
  }

  @Test
  void aChangeThatFailsLeavesNothing() throws IOException {
    try (MetadataStore store = open()) {
      Table<String> table = store.table("one", TEXT);
      Table<String> other = store.table("two", TEXT);
      put(store, table, "kept");
      List<String> done = new ArrayList<>();

      assertThatThrownBy(() ->
              store.write(() -> {
                table.put("added", "x");
                table.remove("kept");
                other.put("added", "x");
                store.afterCommit(() -> done.add("should not run"));
                throw new IllegalStateException("no");
              }))
          .hasMessage("no");
      put(store, other, "later");

      assertThat(store.read(() -> table.keys(""))).containsExactly("kept");
      assertThat(store.read(() -> other.keys(""))).containsExactly("later");
      assertThat(done).isEmpty();
    }
    try (MetadataStore store = open()) {
      assertThat(store.table("one", TEXT).keys("")).containsExactly("kept");
      assertThat(store.table("two", TEXT).keys("")).containsExactly("later");
    }
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    Files.writeString(folder.resolve("tables.mv"), "not a store ".repeat(1000));

    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("tables.mv");
  }

  @Test
  void rowsOfAPrefixComeInOrderAndGoOnAfterAKey() throws IOException {
    try (MetadataStore store = open()) {
      Table<String> table = store.table("one", TEXT);
      put(store, table, Key.of("a", "1"), Key.of("a", "3"), Key.of("a-b", "2"), Key.of("b", "1"));

      assertThat(keys(table, Key.prefix("a"), ""))
          .containsExactly(Key.of("a", "1"), Key.of("a", "3"));
      assertThat(keys(table, Key.prefix("a"), Key.of("a", "1"))).containsExactly(Key.of("a", "3"));
      assertThat(keys(table, Key.prefix("a"), Key.of("a", "2")))
          .as("the key before is gone")
          .containsExactly(Key.of("a", "3"));
      assertThat(keys(table, Key.prefix("a"), Key.of("b", "0"))).isEmpty();
    }
  }

  private static List<String> keys(Table<String> table, String prefix, String after) {
    return table.rows(prefix, after).map(Table.Row::key).toList();
  }

  @Test
  void spaceIsUsedAgainOnceItIsNoLongerRetained() throws IOException {
    try (MetadataStore store = MetadataStore.open(folder.resolve("tables.mv"), 0)) {
      Table<String> table = store.table("one", TEXT);
      for (int i = 0; i < 2000; i++) {
        put(store, table, "key-" + i % 50);
      }
    }
    assertThat(Files.size(folder.resolve("tables.mv"))).isLessThan(2L << 20);
  }
}
