package dev.plumbline.streams.delivery.timeline;

import dev.plumbline.fact.Deployment;
import dev.plumbline.streams.delivery.terms.Label;
import dev.plumbline.streams.state.ValueReader;
import dev.plumbline.streams.state.ValueWriter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A finished deployment as metrics need it.
 *
 * @param place its place in the order
 * @param isSuccessful whether it succeeded
 * @param isFirst whether it is the first successful one
 * @param failures classes of its failure joined by "+", empty when it did not fail
 * @param rework why it was not planned, joined likewise, empty when it was
 * @param recoverySeconds of a failed one, negative where it ended before it began; null while open
 */
public record PlacedDeployment(
    Label place,
    boolean isSuccessful,
    boolean isFirst,
    String failures,
    String rework,
    @Nullable Long recoverySeconds) {

  /** What a row says of a deployment, null when it has not finished. */
  static @Nullable PlacedDeployment of(String deployment, @Nullable Deployment row) {
    if (row == null || row.getFinishedAt() == null) {
      return null;
    }
    boolean isSuccessful = row.getStatus().equals("SUCCEEDED");
    if (!isSuccessful && !row.getStatus().equals("FAILED")) {
      return null;
    }
    return new PlacedDeployment(
        new Label(row.getFinishedAt().toEpochMilli(), deployment),
        isSuccessful,
        row.getIsFirst(),
        String.join("+", row.getFailures()),
        String.join("+", row.getRework()),
        seconds(row.getFailedAt(), row.getRecoveredAt()));
  }

  private static @Nullable Long seconds(@Nullable Instant from, @Nullable Instant to) {
    if (from == null || to == null) {
      return null;
    }
    return to.isBefore(from)
        ? Long.valueOf(-1)
        : Long.valueOf(Duration.between(from, to).toSeconds());
  }

  /** Whether it needed immediate intervention. */
  public boolean hasFailed() {
    return !failures.isEmpty();
  }

  byte[] toBytes() {
    return new ValueWriter()
        .number(isSuccessful ? 1 : 0)
        .number(isFirst ? 1 : 0)
        .text(failures)
        .text(rework)
        .optionalNumber(recoverySeconds)
        .toBytes();
  }

  static PlacedDeployment fromBytes(Label place, byte[] bytes) {
    ValueReader reader = new ValueReader(bytes);
    return new PlacedDeployment(
        place,
        reader.number() == 1,
        reader.number() == 1,
        reader.text(),
        reader.text(),
        reader.optionalNumber());
  }
}
