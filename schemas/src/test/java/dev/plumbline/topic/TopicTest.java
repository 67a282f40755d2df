package dev.plumbline.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicTest {

  @Test
  void shouldNameRecordsSimply() {
    assertThat(Topics.EVENTS_GIT.keyName()).isEqualTo("RepositoryKey");
    assertThat(Topics.EVENTS_GIT.valueNames()).startsWith("CommitObserved", "PushObserved");
  }

  @Test
  void shouldCallWhatHasNoSchemaBytes() {
    assertThat(Topics.DEAD_LETTERS.keyName()).isEqualTo("bytes");
    assertThat(Topics.DEAD_LETTERS.valueNames()).containsExactly("bytes");
  }
}
