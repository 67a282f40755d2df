package dev.plumbline.streams.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.streams.delivery.terms.Label;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyOrderTest {

  private static final List<Long> NUMBERS =
      List.of(Long.MIN_VALUE, -86_400_000L, -1L, 0L, 1L, 1_700_000_000_000L, Long.MAX_VALUE);

  private static final List<String> TEXTS =
      List.of(
          "", "\u0000", "\u0000a", "a", "a\u0000b", "ab", "v1", "v1.10", "v1.2", "\uFFFD", "😀");

  @Test
  void shouldOrderKeysAsTheirParts() {
    for (long leftNumber : NUMBERS) {
      for (long rightNumber : NUMBERS) {
        for (String leftText : TEXTS) {
          for (String rightText : TEXTS) {
            Label left = new Label(leftNumber, leftText);
            Label right = new Label(rightNumber, rightText);
            int byKey = Arrays.compareUnsigned(key(left), key(right));
            assertThat(Integer.signum(byKey))
                .as("%s against %s", left, right)
                .isEqualTo(Integer.signum(left.compareTo(right)));
          }
        }
      }
    }
  }

  @Test
  void shouldReadKeysAsWritten() {
    for (String text : TEXTS) {
      byte[] key =
          KeyWriter.kind('K')
              .text(text)
              .number(-5)
              .small(65_535)
              .objectId("00ff10ab")
              .text("end")
              .toBytes();
      KeyReader reader = new KeyReader(key);
      assertThat(reader.text()).isEqualTo(text);
      assertThat(reader.number()).isEqualTo(-5);
      assertThat(reader.small()).isEqualTo(65_535);
      assertThat(reader.objectId()).isEqualTo("00ff10ab");
      assertThat(reader.text()).isEqualTo("end");
    }
  }

  @Test
  void shouldReadValuesAsWritten() {
    ValueWriter writer = new ValueWriter();
    NUMBERS.forEach(writer::number);
    TEXTS.forEach(writer::text);
    ValueReader reader = new ValueReader(writer.toBytes());
    NUMBERS.forEach(number -> assertThat(reader.number()).isEqualTo(number));
    TEXTS.forEach(text -> assertThat(reader.text()).isEqualTo(text));
    assertThat(reader.hasMore()).isFalse();
  }

  private static byte[] key(Label label) {
    return KeyWriter.kind('K').number(label.finishedAt()).text(label.deployment()).toBytes();
  }
}
