package dev.plumbline.ingest.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Every way to break a payload at one of its places. */
final class Damage {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int CUTS = 50;

  private final JsonNode root;
  private final List<byte[]> damaged = new ArrayList<>();

  private Damage(JsonNode root) {
    this.root = root;
  }

  static List<byte[]> of(byte[] payload) {
    try {
      Damage damage = new Damage(JSON.readTree(payload));
      damage.visit(damage.root);
      damage.cut(payload);
      return damage.damaged;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void cut(byte[] payload) {
    for (int part = 0; part < CUTS; part++) {
      damaged.add(Arrays.copyOf(payload, payload.length * part / CUTS));
    }
  }

  private static List<JsonNode> others() {
    return List.of(
        JSON.nullNode(),
        JSON.getNodeFactory().textNode(""),
        JSON.getNodeFactory().textNode("canary\u0000\ud800"),
        JSON.getNodeFactory().numberNode(-1.5e300),
        JSON.getNodeFactory().numberNode(Long.MIN_VALUE),
        JSON.getNodeFactory().booleanNode(true),
        JSON.createArrayNode().add("canary").add(1).addNull(),
        JSON.createObjectNode().put("canary", 1));
  }

  private void visit(JsonNode node) throws IOException {
    if (node instanceof ObjectNode object) {
      for (String name : namesOf(object)) {
        JsonNode child = object.get(name);
        visit(child);
        for (JsonNode other : others()) {
          object.set(name, other);
          keep();
        }
        object.remove(name);
        keep();
        object.set(name, child);
      }
    }
    if (node instanceof ArrayNode array) {
      for (int index = 0; index < array.size(); index++) {
        JsonNode child = array.get(index);
        visit(child);
        for (JsonNode other : others()) {
          array.set(index, other);
          keep();
        }
        array.set(index, child);
      }
    }
  }

  private void keep() throws IOException {
    damaged.add(JSON.writeValueAsBytes(root));
  }

  private static List<String> namesOf(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
