package dev.plumbline.streams.delivery.graph;

import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.delivery.terms.Merge;
import dev.plumbline.streams.delivery.terms.Target;
import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a commit. One that is only named, by a child, a deployment or a change, has no
 * word of any origin: it is a placeholder, carries no label and is no fact.
 *
 * @param words what each origin says, by number of the origin
 * @param notes which entries beside this one concern it, as a sum of the constants; one without
 *     notes needs no look beside, and that is nearly every commit
 * @param labels by number of the target, the first deployment that contains it
 */
record CommitState(List<Word> words, int notes, SortedMap<Integer, Label> labels) {

  /** A deployment names this very commit, or once did. */
  static final int DEPLOYED = 1;

  /** Somebody asked when it was first deployed. */
  static final int ASKED = 2;

  /** A pull request's merge put it on the base branch, or was thought to. */
  static final int MERGED = 4;

  /** Another change reverts it, or once did. */
  static final int REVERTED = 8;

  private static final CommitState PLACEHOLDER = new CommitState(List.of(), 0, new TreeMap<>());

  static CommitState placeholder() {
    return PLACEHOLDER;
  }

  boolean isObserved() {
    return !words.isEmpty();
  }

  boolean isMerge() {
    return knownParents().size() > 1;
  }

  /** The union of what the origins say; sets unite should they contradict each other. */
  List<String> knownParents() {
    List<String> parents = null;
    for (Word word : words) {
      parents = Merge.union(parents, word.parents());
    }
    return parents == null ? List.of() : parents;
  }

  @Nullable Long authoredAt() {
    Long least = null;
    for (Word word : words) {
      least = Merge.lesser(least, word.authoredAt());
    }
    return least;
  }

  @Nullable Long committedAt() {
    Long least = null;
    for (Word word : words) {
      least = Merge.lesser(least, word.committedAt());
    }
    return least;
  }

  @Nullable Long firstMergedCommitAt() {
    Long least = null;
    for (Word word : words) {
      least = Merge.lesser(least, word.firstMergedCommitAt());
    }
    return least;
  }

  Set<String> reverts() {
    Set<String> reverts = new TreeSet<>();
    words.forEach(word -> reverts.addAll(word.reverts()));
    return reverts;
  }

  boolean isRevert() {
    return words.stream().anyMatch(Word::isRevert);
  }

  boolean isHotfix() {
    return words.stream().anyMatch(Word::isHotfix);
  }

  /** Whether it says anything about deployments by itself. */
  boolean isTelling() {
    for (Word word : words) {
      if (word.isHotfix() || word.isRevert() || !word.reverts().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether it counts for the target's service. An origin that does not know the paths says nothing
   * against one that does.
   */
  boolean touches(Target target) {
    boolean isLimited = false;
    for (Word word : words) {
      List<String> services = word.services();
      if (services != null) {
        if (services.contains(target.service())) {
          return true;
        }
        isLimited = true;
      }
    }
    return !isLimited || target.equals(Target.UNKNOWN);
  }

  boolean has(int note) {
    return (notes & note) != 0;
  }

  @Nullable Label label(int target) {
    return labels.get(target);
  }

  CommitState with(int note) {
    return new CommitState(words, notes | note, labels);
  }

  /** With the origin's word instead of what it said before. */
  CommitState with(Word word) {
    if (words.isEmpty()) {
      return new CommitState(List.of(word), notes, labels);
    }
    List<Word> changed = wordsWithout(word.origin());
    changed.add(word);
    changed.sort(Comparator.comparingInt(Word::origin));
    return new CommitState(changed, notes, labels);
  }

  /** Without what the origin said; a placeholder if nobody else says anything. */
  CommitState without(int origin) {
    List<Word> changed = wordsWithout(origin);
    return new CommitState(changed, notes, changed.isEmpty() ? new TreeMap<>() : labels);
  }

  private List<Word> wordsWithout(int origin) {
    List<Word> changed = new ArrayList<>(words);
    changed.removeIf(word -> word.origin() == origin);
    return changed;
  }

  CommitState withLabels(SortedMap<Integer, Label> changed) {
    return new CommitState(words, notes, changed);
  }

  CommitState withLabel(int target, @Nullable Label label) {
    SortedMap<Integer, Label> changed = new TreeMap<>(labels);
    if (label == null) {
      changed.remove(target);
    } else {
      changed.put(target, label);
    }
    return withLabels(changed);
  }

  byte[] toBytes() {
    ValueWriter writer = new ValueWriter().number(notes).number(words.size());
    words.forEach(word -> word.writeTo(writer));
    for (Map.Entry<Integer, Label> label : labels.entrySet()) {
      writer.number(label.getKey());
      writer.number(label.getValue().finishedAt()).text(label.getValue().deployment());
    }
    return writer.toBytes();
  }

  static CommitState fromBytes(byte[] bytes) {
    ValueReader reader = new ValueReader(bytes);
    int notes = reader.count();
    int count = reader.count();
    List<Word> words = count == 1 ? List.of(Word.readFrom(reader)) : readWords(reader, count);
    SortedMap<Integer, Label> labels = new TreeMap<>();
    while (reader.hasMore()) {
      labels.put(reader.count(), new Label(reader.number(), reader.text()));
    }
    return new CommitState(words, notes, labels);
  }

  private static List<Word> readWords(ValueReader reader, int count) {
    List<Word> words = new ArrayList<>(count);
    for (int left = count; left > 0; left--) {
      words.add(Word.readFrom(reader));
    }
    return words;
  }
}
