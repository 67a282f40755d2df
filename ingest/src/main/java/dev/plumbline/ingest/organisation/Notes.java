package dev.plumbline.ingest.organisation;

import java.util.ArrayList;
import java.util.List;

/** Collects what is allowed and may still be a mistake. Not thread-safe. */
final class Notes {

  private final List<String> sentences = new ArrayList<>();

  void add(int line, String sentence) {
    sentences.add("line %d: %s".formatted(line, sentence));
  }

  void add(String sentence) {
    sentences.add(sentence);
  }

  /** By line, what has none at the end. */
  List<String> all() {
    return Lines.sorted(sentences);
  }
}
