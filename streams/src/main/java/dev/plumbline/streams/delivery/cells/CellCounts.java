package dev.plumbline.streams.delivery.cells;

import dev.plumbline.delivery.CarriedChanges;
import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;

/**
 * How many commits of a deployment have no lead time of their own.
 *
 * @param merges merge commits
 * @param negativeDurations commits whose clock is later than the deployment's finish
 * @param unknownTimes commits without a committer's clock
 */
record CellCounts(long merges, long negativeDurations, long unknownTimes) {

  static final CellCounts NONE = new CellCounts(0, 0, 0);

  CellCounts plus(CarriedChanges changes) {
    return new CellCounts(
        merges + changes.getMerges(),
        negativeDurations + changes.getNegativeDurations(),
        unknownTimes + changes.getUnknownTimes());
  }

  byte[] toBytes() {
    return new ValueWriter()
        .number(merges)
        .number(negativeDurations)
        .number(unknownTimes)
        .toBytes();
  }

  static CellCounts fromBytes(byte[] bytes) {
    ValueReader reader = new ValueReader(bytes);
    return new CellCounts(reader.number(), reader.number(), reader.number());
  }
}
