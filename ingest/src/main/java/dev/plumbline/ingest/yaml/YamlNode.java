package dev.plumbline.ingest.organisation;

import java.util.List;
import java.util.Map;

/** A piece of a YAML document with the line that it begins on. */
sealed interface YamlNode {

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
}
