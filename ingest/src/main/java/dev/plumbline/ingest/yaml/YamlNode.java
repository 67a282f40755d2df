package dev.plumbline.ingest.yaml;

import java.util.List;
import java.util.Map;

/** A piece of a YAML document with the line that it begins on. */
public sealed interface YamlNode {

  /** From 1. */
  int line();

  /** What it is, in words for an error. */
  String description();

  /** Keys and values in their order. */
  record Mapping(int line, Map<String, Entry> entries) implements YamlNode {
    @Override
    public String description() {
      return "keys and values";
    }
  }

  /** A value with the line of its key. */
  record Entry(int line, YamlNode value) {}

  /** Items in their order. */
  record Sequence(int line, List<YamlNode> items) implements YamlNode {
    @Override
    public String description() {
      return "a list";
    }
  }

  /** A value, as the characters that stand there. */
  record Scalar(int line, String text) implements YamlNode {
    @Override
    public String description() {
      return "\"" + text + "\"";
    }
  }

  /** No value, or the word for none. */
  record Nothing(int line) implements YamlNode {
    @Override
    public String description() {
      return "nothing";
    }
  }

  /** The value of a key; nothing if this has no such key, so that one can ask on. */
  default YamlNode at(String key) {
    Entry entry = this instanceof Mapping mapping ? mapping.entries().get(key) : null;
    return entry == null ? new Nothing(line()) : entry.value();
  }

  /** The items of a list; none if it is no list. */
  default List<YamlNode> items() {
    return List.of();
  }

  /** The characters of a value; empty if it is none. */
  default String text() {
    return "";
  }
}
